"""Groups: several people and the bot in one chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.telegram_server.chats import Chat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.telegram_server.people import Person
    from tests.telegram_server.registry import Raw
    from tests.telegram_server.world import World


class Group(Chat):
    """Creating it adds the bot, which announces `my_chat_member` in the name of the first member."""

    def __init__(self, world: World, raw: Raw, members: Sequence[Person]) -> None:
        super().__init__(world, raw)
        self.members = list(members)
        self.bot_status = "member"
        self.announce("left", "member")

    @property
    def closed(self) -> str | None:
        if self.bot_status == "kicked":
            return f"bot was kicked from the {self.raw['type']} chat"
        return None if self.bot_status == "member" else f"bot is not a member of the {self.raw['type']} chat"

    def removes_bot(self) -> None:
        """A member throws the bot out."""
        self.bot_status = "kicked"
        self.announce("member", "kicked")

    def leave(self) -> None:
        """The bot leaves by itself."""
        self.bot_status = "left"
        self.announce("member", "left", by=self.world.bot)

    def announce(self, old: str, new: str, by: Raw | None = None) -> None:
        actor = by or (self.members[0].user if self.members else self.world.bot)
        self.world.announce_membership(self.raw, actor, old, new)

"""Pictures of a case in the chat: each as PNG, followed by the text that says the same."""

from __future__ import annotations

from bot.course.drawing import Kind, draw, kinds_for
from bot.exchange import Exchange
from bot.messages import Attachment, Button
from bot.pictures.gallery import alternative_of, svg_of, title_of
from bot.pictures.raster import png_of
from bot.pictures.words import words_in
from bot.reflecting import remind
from bot.rights import Right, may
from bot.rooms.labels import send_long, shortened
from bot.tokens import MenuToken
from storage.members import Membership

LONGEST_TITLE = 200


def pictures(exchange: Exchange, membership: Membership, rest: str) -> None:
    """The pictures to choose from, or the one that is named."""
    case, kinds = membership.case, kinds_for(exchange, membership)
    if not kinds:
        exchange.menu(exchange.voice.say("pictures_none"))
    elif not rest:
        voice = exchange.voice
        rows = [
            (Button(voice.say(f"picture_{kind}"), str(MenuToken("bilder", f"{case.id}-{kind}")), answer=True),)
            for kind in kinds
        ]
        if may(membership.role, Right.READ_TEAM):
            rows.append((exchange.button("button_turning_points", "wendepunkt", case.id),))
        rows.append((exchange.button("button_to_case", "fall", case.id),))
        exchange.say("pictures", tuple(rows), case=case.pseudonym)
    elif rest in kinds:
        _send(exchange, membership, Kind(rest))
    else:
        remind(exchange, "hint_old_button")


def _send(exchange: Exchange, membership: Membership, kind: Kind) -> None:
    drawn = draw(exchange, membership, kind)
    words = words_in(exchange.voice.register)
    image = png_of(svg_of(drawn.picture, words))
    caption = "\n".join(filter(None, (shortened(title_of(drawn.picture, words), LONGEST_TITLE), drawn.origin)))
    exchange.send(Attachment(f"{kind}.png", "image/png", image), caption)
    others = (exchange.button("button_pictures", "bilder", membership.case.id),)
    to_case = (exchange.button("button_to_case", "fall", membership.case.id),)
    send_long(exchange, alternative_of(drawn.picture, words), (others, to_case))

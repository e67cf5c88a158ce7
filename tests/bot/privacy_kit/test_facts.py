"""What the kit takes from the settings and from the table of rights."""

from __future__ import annotations

import dataclasses

import pytest

from bot.rights import MATRIX, ROLES, Right
from tests.bot.privacy_kit.installation import TOKEN, facts


def test_a_plain_installation() -> None:
    plain = facts(TELEGRAM_BOT_TOKEN="")
    assert (plain.database, plain.telegram, plain.webhook, plain.own_api_server) == ("sqlite", False, False, False)
    assert plain.key_from_file
    assert plain.keys_folder == "/nowhere/nachklang-keys"


@pytest.mark.parametrize(
    ("setting", "value", "fact", "expected"),
    [
        ("NACHKLANG_DATABASE_URL", "postgresql://linde@host/kit", "database", "postgresql"),
        ("TELEGRAM_API_BASE_URL", "http://botapi.example:8081", "own_api_server", True),
        ("TELEGRAM_API_BASE_URL", "http://botapi.example:8081", "api_host", "botapi.example"),
        ("TELEGRAM_API_BASE_URL", "https://api.telegram.org/", "own_api_server", False),
        ("NACHKLANG_TIMEZONE", "Europe/Vienna", "zone", "Europe/Vienna"),
        ("NACHKLANG_ORGANISATION", "IFD Musterstadt", "organisation", "IFD Musterstadt"),
        ("NACHKLANG_MASTER_KEY", "AAAA", "key_from_file", False),
    ],
)
def test_settings_become_facts(setting: str, value: str, fact: str, expected: object) -> None:
    assert getattr(facts(**{setting: value}), fact) == expected


def test_a_webhook() -> None:
    assert facts(NACHKLANG_WEBHOOK_URL="https://bot.example/x", NACHKLANG_WEBHOOK_SECRET="secret").webhook


def test_the_matrix_is_the_one_the_program_decides_by() -> None:
    known = facts()
    assert len(known.roles) == len(ROLES)
    assert len({role.name for role in known.roles}) == len(ROLES)
    assert len({right.label for right in known.rights}) == len(Right)
    for row, right in zip(known.rights, Right, strict=True):
        assert row.allowed == tuple(right in MATRIX[role] for role in ROLES), right


def test_facts_hold_no_secret() -> None:
    known = facts(
        NACHKLANG_MASTER_KEY="KEYKEYKEY",
        NACHKLANG_DATABASE_URL="postgresql://linde:passpass@host/kit",
        NACHKLANG_WEBHOOK_URL="https://bot.example/x",
        NACHKLANG_WEBHOOK_SECRET="hookhook",
    )
    told = repr(dataclasses.asdict(known))
    assert [secret for secret in (TOKEN, "KEYKEYKEY", "passpass", "hookhook") if secret in told] == []

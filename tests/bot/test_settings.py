"""Settings: defaults, what goes before what, and all mistakes told at once with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import SETTINGS, SettingsError, read_settings
from dialogs.engine.model import Phase

ANYTHING_GOES = {
    "NACHKLANG_TEMPLATES",
    "NACHKLANG_ORGANISATION",
    "NACHKLANG_CONTACT",
    "NACHKLANG_KEYS_FOLDER",
    "NACHKLANG_MASTER_KEY",
    "NACHKLANG_HEALTH_FILE",
}


def test_without_anything_set_the_terminal_works(tmp_path: Path) -> None:
    settings = read_settings({}, tmp_path)
    assert settings.telegram_token == ""
    assert settings.telegram_api == "https://api.telegram.org"
    assert settings.database_url == "sqlite:///nachklang.db"
    assert settings.zone.key == "Europe/Berlin"
    assert settings.log_level == "INFO"
    assert (settings.webhook_url, settings.webhook_host, settings.webhook_port) == ("", "127.0.0.1", 8080)


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        'NACHKLANG_LOG_LEVEL=debug\nNACHKLANG_TIMEZONE="Europe/Vienna"\nTELEGRAM_BOT_TOKEN=1:aaa\nEMPTY\n', "utf-8"
    )
    settings = read_settings({"NACHKLANG_LOG_LEVEL": "ERROR"}, tmp_path)
    assert settings.log_level == "ERROR"
    assert settings.zone.key == "Europe/Vienna"
    assert settings.telegram_token == "1:aaa"


def test_an_empty_variable_means_the_default_and_blanks_around_do_no_harm(tmp_path: Path) -> None:
    settings = read_settings({"NACHKLANG_TIMEZONE": "", "NACHKLANG_LOG_LEVEL": " warning "}, tmp_path)
    assert settings.zone.key == "Europe/Berlin"
    assert settings.log_level == "WARNING"


def test_a_slash_at_the_end_of_the_server_is_dropped(tmp_path: Path) -> None:
    assert read_settings({"TELEGRAM_API_BASE_URL": "http://[::1]:81/"}, tmp_path).telegram_api == "http://[::1]:81"


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    wrong = {
        "TELEGRAM_BOT_TOKEN": "abc",
        "TELEGRAM_API_BASE_URL": "ftp://example.org",
        "NACHKLANG_DATABASE_URL": "mysql://x/y",
        "NACHKLANG_TIMEZONE": "Berlin",
        "NACHKLANG_LOG_LEVEL": "LOUD",
        "NACHKLANG_WEBHOOK_URL": "bot.example.org",
        "NACHKLANG_WEBHOOK_SECRET": "ä b",
        "NACHKLANG_WEBHOOK_LISTEN": "8080",
        "NACHKLANG_KEEP_PRIVATE_MONTHS": "0",
        "NACHKLANG_KEEP_CASE_YEARS": "five",
        "NACHKLANG_KEEP_ADDRESS_MONTHS": "-1",
        "NACHKLANG_KEEP_AUDIT_YEARS": "1.5",
        "NACHKLANG_MESSAGES_PER_MINUTE": "10000000",
        "NACHKLANG_PHASE_NAMES": "team=Mitte",
        "NACHKLANG_LAND": "Bayern",
    }
    assert set(wrong) | ANYTHING_GOES == {setting.name for setting in SETTINGS}, "a new setting belongs into a list"
    with pytest.raises(SettingsError) as refused:
        read_settings(wrong, tmp_path)
    assert len(refused.value.problems) == len(wrong)
    for name in wrong:
        assert name in str(refused.value)


@pytest.mark.parametrize("listen", ["", "x:0", "x:65536", ":80", "x:y", "8080"])
def test_where_the_webhook_listens(tmp_path: Path, listen: str) -> None:
    if not listen:
        assert read_settings({"NACHKLANG_WEBHOOK_LISTEN": listen}, tmp_path).webhook_port == 8080
        return
    with pytest.raises(SettingsError, match=r"127\.0\.0\.1:8080"):
        read_settings({"NACHKLANG_WEBHOOK_LISTEN": listen}, tmp_path)


def test_a_webhook_needs_a_secret(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="NACHKLANG_WEBHOOK_SECRET"):
        read_settings({"NACHKLANG_WEBHOOK_URL": "https://bot.example.org/hook"}, tmp_path)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/localtime", "\0", "Europe"])
def test_a_time_zone_that_is_none_is_explained(tmp_path: Path, name: str) -> None:
    with pytest.raises(SettingsError, match="Europe/Berlin"):
        read_settings({"NACHKLANG_TIMEZONE": name}, tmp_path)


def test_a_file_in_another_encoding_is_explained(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("# für uns\n".encode("latin-1"))
    with pytest.raises(SettingsError, match=r"\.env.*UTF-8"):
        read_settings({}, tmp_path)


def test_no_message_repeats_the_token(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        read_settings({"TELEGRAM_BOT_TOKEN": "123456:secret token"}, tmp_path)
    assert "secret" not in str(refused.value)


def test_phases_get_the_names_of_the_organisation(tmp_path: Path) -> None:
    given = {"NACHKLANG_PHASE_NAMES": "initiierung=Vorbereitung, nachhaltigkeit = Danach ,"}
    names = read_settings(given, tmp_path).phase_names
    assert names == {Phase.INITIATION: "Vorbereitung", Phase.SUSTAINABILITY: "Danach"}


@pytest.mark.parametrize("names", ["urlaub=Ferien", "gestaltung=", "gestaltung", "gestaltung=" + "x" * 25])
def test_a_name_for_a_phase_that_cannot_be_is_explained(tmp_path: Path, names: str) -> None:
    with pytest.raises(SettingsError, match=r"NACHKLANG_PHASE_NAMES.*initiierung, analyse"):
        read_settings({"NACHKLANG_PHASE_NAMES": names}, tmp_path)


@pytest.mark.parametrize(
    ("database", "given", "folder"),
    [
        ("sqlite:///nachklang.db", "", "nachklang-keys"),
        ("sqlite:///data/nachklang.db", "", "data/nachklang-keys"),
        ("postgresql://owner@host/nachklang", "", "nachklang-keys"),
        ("sqlite:///data/nachklang.db", "safe", "safe"),
    ],
)
def test_keys_lie_beside_the_database_unless_told_otherwise(
    tmp_path: Path, database: str, given: str, folder: str
) -> None:
    settings = read_settings({"NACHKLANG_DATABASE_URL": database, "NACHKLANG_KEYS_FOLDER": given}, tmp_path)
    assert settings.keys_folder == tmp_path / folder

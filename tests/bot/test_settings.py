"""Settings refuse what would hurt, say what to do, and never show a secret."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr, ValidationError

from bot.addresses import is_loopback
from bot.errors import UserError
from bot.settings import GivenSettings, Settings, load_database_url, load_settings

TOKEN = "123456:ABC-secret-part"
REAL = {
    "TELEGRAM_TOKEN": TOKEN,
    "SITE_NAME": "Testby",
    "SITE_PHONE": "+45 00 00 00 00",
    "PUBLIC_URL": "https://holdfast.example.org",
    "DUTY": "none",
}


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An empty folder and an environment without any of our settings."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    return monkeypatch


def write_env(**settings: str) -> None:
    Path(".env").write_text("".join(f"{name}={value}\n" for name, value in settings.items()))


def given_settings(**changes: object) -> GivenSettings:
    values: dict[str, object] = {
        "telegram_token": SecretStr(TOKEN),
        "telegram_api_url": "http://127.0.0.1:9",
    }
    return GivenSettings.model_validate(values | changes)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8081", "http://localhost/x", "http://[::1]:80", "http://127.9.9.9"]
)
def test_this_machine_is_loopback(url: str) -> None:
    assert is_loopback(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://api.telegram.org",
        "http://127.0.0.1@example.org",
        "http://localhost.example.org",
        "http://0.0.0.0:80",
        "",
        "127.0.0.1",
    ],
)
def test_everything_else_is_not_loopback(url: str) -> None:
    assert not is_loopback(url)


@given(st.from_regex(r"[a-z]{1,10}(\.[a-z]{1,10}){1,3}", fullmatch=True))
def test_no_name_with_a_dot_is_loopback(host: str) -> None:
    assert not is_loopback(f"http://{host}/")


@pytest.mark.usefixtures("environment")
def test_a_complete_env_file_is_read() -> None:
    write_env(**REAL)
    settings = load_settings()
    assert settings.site_name == "Testby"
    assert settings.bot_id == 123456
    assert settings.telegram_token.get_secret_value() == TOKEN
    assert not settings.telegram_is_loopback


def test_the_environment_wins_over_the_env_file(environment: pytest.MonkeyPatch) -> None:
    write_env(**REAL)
    environment.setenv("SITE_NAME", "Andenby")
    assert load_settings().site_name == "Andenby"


@pytest.mark.usefixtures("environment")
def test_a_missing_token_is_named_with_its_remedy() -> None:
    with pytest.raises(UserError, match=r"TELEGRAM_TOKEN is missing: set it in \.env"):
        load_settings()


@pytest.mark.parametrize("token", ["", "hunter2", TOKEN])
@pytest.mark.usefixtures("environment")
def test_a_half_filled_file_is_told_all_that_it_wants_at_once(token: str) -> None:
    write_env(TELEGRAM_TOKEN=token, SITE_NAME="", PUBLIC_URL="http://127.0.0.1:8081")
    with pytest.raises(UserError) as caught:
        load_settings()
    said = str(caught.value)
    wanted = {"SITE_NAME must be set", "SITE_PHONE must be set", "PUBLIC_URL must be the https"}
    wanted |= {"": {"TELEGRAM_TOKEN is missing"}, "hunter2": {"must look like 123456:"}}.get(
        token, set()
    )
    assert {words for words in wanted if words in said} == wanted
    assert said.count("PUBLIC_URL") == said.count("SITE_NAME") == 1
    assert (".." in said, "hunter2" in said) == (False, False)


@pytest.mark.usefixtures("environment")
def test_a_setting_that_is_wrong_by_itself_is_told_once_beside_what_is_missing() -> None:
    write_env(**{**REAL, "PUBLIC_URL": "http://example.org", "SITE_PHONE": "", "SITE_FONE": "1"})
    with pytest.raises(UserError) as caught:
        load_settings()
    said = str(caught.value)
    assert said.count("PUBLIC_URL") == 1
    assert "PUBLIC_URL must begin with https://" in said
    assert "SITE_PHONE must be set" in said
    assert "SITE_FONE in .env is not a setting" in said


@pytest.mark.usefixtures("environment")
def test_nothing_starts_before_somebody_has_chosen_who_is_on_duty_save_the_demo() -> None:
    write_env(**{name: value for name, value in REAL.items() if name != "DUTY"})
    with pytest.raises(UserError, match="DUTY must be chosen: who is rung when a young person"):
        load_settings()
    assert given_settings().duty is None, "the demo talks to nobody but this machine"


@pytest.mark.usefixtures("environment")
def test_the_database_is_found_without_a_bot_and_a_site() -> None:
    write_env(DATABASE_URL="sqlite:///elsewhere.db", TELEGRAM_TOKEN="hunter2")
    assert load_database_url() == "sqlite:///elsewhere.db"
    write_env(DATABASE_URL="mysql://x:hunter2@db/y")
    with pytest.raises(UserError, match="DATABASE_URL must begin with sqlite:///") as caught:
        load_database_url()
    assert "hunter2" not in str(caught.value)


@pytest.mark.usefixtures("environment")
def test_a_misspelt_setting_is_refused_by_name() -> None:
    write_env(**REAL, SITE_FONE="1")
    with pytest.raises(UserError, match=r"SITE_FONE in \.env is not a setting"):
        load_settings()


@pytest.mark.usefixtures("environment")
def test_an_empty_setting_counts_as_left_out() -> None:
    write_env(**REAL, LOG_LEVEL="", BOT_USERNAME="")
    assert load_settings().log_level == "INFO"
    assert load_settings().bot_username is None


@pytest.mark.parametrize("name", ["SITE_NAME", "SITE_PHONE"])
@pytest.mark.usefixtures("environment")
def test_the_help_card_needs_name_and_phone_of_the_site(name: str) -> None:
    write_env(**{**REAL, name: ""})
    with pytest.raises(UserError, match=f"{name} must be set: it is shown on the help card"):
        load_settings()


@pytest.mark.usefixtures("environment")
def test_real_telegram_refuses_pages_only_this_machine_can_open() -> None:
    write_env(**{**REAL, "PUBLIC_URL": "http://127.0.0.1:8081"})
    with pytest.raises(UserError, match="PUBLIC_URL must be the https address of this server"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("PUBLIC_URL", "http://example.org", "must begin with https://"),
        ("TELEGRAM_API_URL", "ftp://example.org", "must be an address such as https://"),
        ("DATABASE_URL", "mysql://x:hunter2@db/y", "must begin with sqlite:/// or postgresql://"),
        ("DATABASE_URL", "sqlite:///:memory:", "must be a file"),
        ("KEYSTORE_URL", "sqlite:///data/holdfast.db", "KEYSTORE_URL must differ"),
        ("CONTENT_DIR", "nowhere/at/all", "must be an existing folder"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL"),
        ("SITE_ID", "0", "SITE_ID"),
        ("TELEGRAM_TOKEN", "hunter2", "must look like 123456:ABC-def"),
    ],
)
@pytest.mark.usefixtures("environment")
def test_a_wrong_setting_says_what_it_must_be(name: str, value: str, advice: str) -> None:
    write_env(**{**REAL, name: value})
    with pytest.raises(UserError, match=advice) as caught:
        load_settings()
    assert "hunter2" not in str(caught.value)


def test_secrets_never_show() -> None:
    settings = given_settings(
        database_url="postgresql://holdfast:hunter2@db/holdfast",
        keystore_url="postgresql://keys:hunter3@db/keys",
    )
    for shown in (repr(settings), str(settings), f"{settings}"):
        assert "ABC-secret-part" not in shown
        assert "hunter" not in shown


def test_the_log_is_told_what_to_mask() -> None:
    settings = given_settings(database_url="postgresql://holdfast:hunter2@db/holdfast")
    assert settings.secrets == (TOKEN, "hunter2")


def test_settings_never_change() -> None:
    settings = given_settings()
    with pytest.raises(ValidationError, match="frozen"):
        settings.site_id = 2  # type: ignore[misc]


def test_given_settings_are_deaf_to_the_environment(environment: pytest.MonkeyPatch) -> None:
    write_env(**REAL)
    environment.setenv("SITE_ID", "99")
    settings = given_settings()
    assert (settings.site_id, settings.site_name) == (1, "")
    assert os.environ["SITE_ID"] == "99"


def test_addresses_lose_their_last_slash_and_names_their_at_sign() -> None:
    settings = given_settings(public_url="http://127.0.0.1:8081/", bot_username="@hold_bot")
    assert settings.public_url == "http://127.0.0.1:8081"
    assert settings.bot_username == "hold_bot"


@pytest.mark.parametrize(
    "address", ["ftp://monitor.example.org", "http://monitor.example.org", "x"]
)
def test_a_monitor_that_cannot_be_asked_safely_is_refused(address: str) -> None:
    with pytest.raises(ValidationError) as refused:
        given_settings(heartbeat_url=address)
    assert "https://" in str(refused.value)
    assert address not in str(refused.value)


def test_the_address_of_the_monitor_is_a_secret() -> None:
    address = "https://monitor.example.org/ping/hemmelig/"
    settings = given_settings(heartbeat_url=address)
    assert address in settings.secrets
    assert "hemmelig" not in repr(settings)
    assert given_settings().heartbeat_url is None


@pytest.mark.parametrize("left_out", ["legal_basis", "dpia", "approved_by", "approved_on"])
def test_attention_points_do_not_start_without_law_assessment_name_and_date(left_out: str) -> None:
    given: dict[str, object] = {
        "attention_points": "on",
        "attention_legal_basis": "barnets lov",
        "attention_dpia": "2026-17",
        "attention_approved_by": "DPO",
        "attention_approved_on": "2026-03-03",
    }
    assert given_settings(**given).attention_points == "on"
    given[f"attention_{left_out}"] = None if left_out == "approved_on" else " "
    with pytest.raises(ValidationError, match=f"ATTENTION_{left_out.upper()} must be set"):
        given_settings(**given)


def test_attention_points_are_off_by_themselves() -> None:
    assert given_settings().attention_points == "off"


def test_a_way_in_for_sms_needs_a_way_out_and_a_long_secret() -> None:
    with pytest.raises(ValidationError, match="SMS_URL must be set"):
        given_settings(sms_in_secret=SecretStr("a" * 32))
    with pytest.raises(ValidationError, match="openssl rand"):
        given_settings(sms_url="http://127.0.0.1:9/sms", sms_in_secret=SecretStr("short"))
    with pytest.raises(ValidationError, match=r"\{digits\}"):
        given_settings(sms_body='{"message": "{text}"}')
    good = given_settings(
        sms_url="http://127.0.0.1:9/sms",
        sms_in_secret=SecretStr("a" * 32),
        sms_body='{"recipients": [{"msisdn": "{digits}"}], "message": "{text}"}',
    )
    assert good.hears_sms
    assert "a" * 32 in good.secrets
    assert "a" * 32 not in repr(good)


def test_attention_points_are_not_approved_on_a_day_that_lies_ahead(
    environment: pytest.MonkeyPatch,
) -> None:
    points = {
        "ATTENTION_POINTS": "on",
        "ATTENTION_LEGAL_BASIS": "barnets lov",
        "ATTENTION_DPIA": "2026-17",
        "ATTENTION_APPROVED_BY": "DPO",
        "ATTENTION_APPROVED_ON": "2999-01-01",
    }
    for name, value in (REAL | points).items():
        environment.setenv(name, value)
    with pytest.raises(UserError, match=r"ATTENTION_APPROVED_ON .2999-01-01. lies ahead"):
        load_settings()
    environment.setenv("ATTENTION_APPROVED_ON", "2020-01-01")
    assert load_settings().attention_points == "on"

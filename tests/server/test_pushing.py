"""Push of one installation: whom it names, where it may send, and when it stays silent."""

from __future__ import annotations

from typing import Any

import pytest

from nudges.store import Store
from server.instance import Instance
from server.pushing import NOBODY, Pushing, contact, open_push
from server.services import Services
from server.settings import Settings


def opened(services: Services, **changed: Any) -> Pushing | None:
    settings = services.settings.model_copy(update=changed)
    return open_push(settings, services.instance, Store(services.database.engine))


def test_browsers_subscribe_with_the_key_of_this_installation(services: Services) -> None:
    pushing = opened(services, offline=False)

    assert pushing is not None
    assert pushing.keys.public == services.instance.vapid().public
    assert pushing.endpoints.check("https://web.push.apple.com/x").service.host == "web.push.apple.com"


def test_offline_there_are_only_services_that_were_named(services: Services) -> None:
    assert opened(services) is None
    assert opened(services, push_allowed_hosts=("push.example.org",)) is not None


def test_with_damaged_keys_nudges_wait_in_the_inbox(
    services: Services, instance: Instance, caplog: pytest.LogCaptureFixture
) -> None:
    instance.vapid_file.write_text("damaged")

    assert opened(services, offline=False) is None
    assert "no push messages" in caplog.text


@pytest.fixture
def instance(services: Services) -> Instance:
    return services.instance


def test_the_contact_is_the_one_in_the_settings_or_a_public_address_of_the_product() -> None:
    assert contact(Settings(push_subject="mailto:beheer@example.org")) == "mailto:beheer@example.org"
    origins = ("http://localhost:8080", "https://souffleur.example.org")
    assert contact(Settings(allowed_origins=origins)) == "https://souffleur.example.org"
    assert contact(Settings()) == NOBODY


def test_settings_that_no_service_takes_stop_the_start(services: Services) -> None:
    with pytest.raises(ValueError, match="SOUFFLEUR_PUSH_SUBJECT"):
        opened(services, offline=False, push_subject="beheer@localhost")
    with pytest.raises(ValueError, match="origin"):
        opened(services, push_allowed_hosts=("http://push.intern",))


def test_the_sender_is_made_once_and_closed(services: Services) -> None:
    pushing = opened(services, offline=False)
    assert pushing is not None

    assert pushing.sender is pushing.sender
    pushing.close()

"""The sender at the strict push service: every kind of answer, and every kind of silence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from nudges.push import sender as sender_module
from nudges.push.devices import DeviceRow, Devices
from nudges.push.endpoints import Endpoints
from nudges.push.payload import payload
from nudges.push.sender import PushSender
from nudges.push.vapid import VapidKeys
from nudges.sender import Accepted, Gone, Handover, Outcome, Refused, TooLarge, Undecided, Unreachable, Wait
from nudges.store import Store
from tests.nudges.push.conftest import handover, subscription
from tests.nudges.push_service import Browser, Fault, PushService

pytestmark = pytest.mark.usefixtures("phone")


def send(sender: PushSender, now: datetime, *handovers: Handover) -> dict[str, Outcome]:
    return dict(sender.send_many(handovers, now))


def test_the_browser_reads_what_was_sent(
    sender: PushSender, service: PushService, phone: Browser, now: datetime
) -> None:
    assert send(sender, now, handover(now, urgent=True)) == {"d1": Accepted()}

    [stored] = service.waiting()
    assert (stored.urgency, stored.topic) == ("high", "topic-o1")
    assert 890 <= stored.ttl <= 900
    [message] = service.collect(phone)
    assert message["web_push"] == 8030
    assert message["notification"]["title"] == "Zo meteen: je gesprek"
    assert message["notification"]["navigate"] == "https://souffleur.example/seintjes/o1"
    assert service.complaints == []


def test_a_resend_replaces_what_was_not_delivered_yet(
    sender: PushSender, service: PushService, phone: Browser, now: datetime
) -> None:
    send(sender, now, handover(now))
    send(sender, now, handover(now, title="Toch iets later"))

    assert [stored.replaced for stored in service.waiting()] == [1]
    assert [message["notification"]["title"] for message in service.collect(phone)] == ["Toch iets later"]


def test_connections_and_the_signature_are_kept(
    make_sender: Callable[..., PushSender], service: PushService, now: datetime
) -> None:
    sender = make_sender(per_service=2)
    many = [handover(now, delivery=f"d{n}", topic=f"t{n}") for n in range(40)]

    assert set(send(sender, now, *many).values()) == {Accepted()}
    assert set(send(sender, now, *many).values()) == {Accepted()}

    assert 1 <= service.connections <= 2
    assert len({stored.headers["authorization"] for stored in service.waiting()}) == 1
    assert len({stored.body[21:86] for stored in service.waiting()}) == 40, "each has its own key pair"


def test_a_subscription_that_ended_takes_its_device_along(
    sender: PushSender, service: PushService, phone: Browser, now: datetime
) -> None:
    service.end(phone.channel)

    assert send(sender, now, handover(now)) == {"d1": Gone()}

    assert sender.devices(["anna"]) == {}
    assert send(sender, now, handover(now)) == {"d1": Gone()}
    assert service.requests == 1


def test_404_is_the_end_as_well(sender: PushSender, service: PushService, now: datetime) -> None:
    service.faults = [Fault(404)]

    assert send(sender, now, handover(now)) == {"d1": Gone()}


def test_a_device_of_somebody_else_gets_nothing(
    sender: PushSender, service: PushService, now: datetime
) -> None:
    assert send(sender, now, handover(now, person="bob")) == {"d1": Gone()}

    assert service.requests == 0
    assert sender.devices(["anna"]) == {"anna": ["phone"]}


def test_what_is_too_large_is_cut_once(
    sender: PushSender, service: PushService, phone: Browser, now: datetime
) -> None:
    service.faults = [Fault(413, larger_than=3000)]

    assert send(sender, now, handover(now, body="woord " * 500)) == {"d1": Accepted()}

    [message] = service.collect(phone)
    assert message["notification"]["body"].endswith("woord…")
    assert service.requests == 2


def test_what_stays_too_large_stays_in_the_inbox(
    sender: PushSender, service: PushService, now: datetime
) -> None:
    service.faults = [Fault(413), Fault(413)]

    assert send(sender, now, handover(now)) == {"d1": TooLarge()}
    assert service.requests == 2


def test_retry_after_is_heeded_in_both_forms(sender: PushSender, service: PushService, now: datetime) -> None:
    later = now + timedelta(seconds=120)
    forms = ("120", later.strftime("%a, %d %b %Y %H:%M:%S GMT"))
    for status in (429, 503):
        for form in forms:
            service.faults = [Fault(status, {"Retry-After": form})]

            outcome = send(sender, now, handover(now))["d1"]

            assert isinstance(outcome, Wait)
            assert timedelta(seconds=119) <= outcome.until - now <= timedelta(seconds=150)


def test_no_wait_goes_past_the_deadline(sender: PushSender, service: PushService, now: datetime) -> None:
    service.faults = [Fault(429, {"Retry-After": "3000"})]
    soon = now + timedelta(minutes=5)

    assert send(sender, now, handover(now, expires_at=soon)) == {"d1": Wait(soon)}


def test_what_is_worthless_already_is_not_sent(
    sender: PushSender, service: PushService, now: datetime
) -> None:
    assert send(sender, now, handover(now, expires_at=now)) == {"d1": Wait(now)}
    assert service.requests == 0


def test_what_is_wrong_with_us_is_told_and_not_punished(
    sender: PushSender, service: PushService, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    for status in (400, 401, 403):
        service.faults = [Fault(status, body=b'{"reason":"BadJwtToken"}\n\x1b[31m')]

        assert send(sender, now, handover(now)) == {"d1": Refused(status, '{"reason":"BadJwtToken"} [31m')}

    assert sender.devices(["anna"]) == {"anna": ["phone"]}
    assert [record.getMessage() for record in caplog.records] == [
        f'{service.origin} refused a push message: 400 {{"reason":"BadJwtToken"}} [31m'
    ]


def test_a_redirect_is_not_followed(
    sender: PushSender, service: PushService, phone: Browser, now: datetime
) -> None:
    service.faults = [Fault(307, {"Location": f"{service.origin}/wpush/v2/{phone.channel}"})]

    assert send(sender, now, handover(now)) == {"d1": Refused(307)}
    assert service.requests == 1


def test_silence_after_sending_is_undecided(
    make_sender: Callable[..., PushSender], service: PushService, now: datetime
) -> None:
    service.faults = [Fault(hang=True, accept=True)]
    sender = make_sender(seconds=0.5)

    outcome = send(sender, now, handover(now))["d1"]

    assert isinstance(outcome, Undecided)
    assert len(service.waiting()) == 1


def test_a_reset_after_accepting_is_undecided(
    sender: PushSender, service: PushService, now: datetime
) -> None:
    service.faults = [Fault(reset=True, accept=True)]

    assert isinstance(send(sender, now, handover(now))["d1"], Undecided)
    assert len(service.waiting()) == 1

    assert send(sender, now, handover(now)) == {"d1": Accepted()}
    assert [stored.replaced for stored in service.waiting()] == [1]


def test_no_connection_is_certainly_not_taken(
    sender: PushSender, service: PushService, now: datetime
) -> None:
    service.__exit__(None, None, None)

    assert isinstance(send(sender, now, handover(now))["d1"], Unreachable)


def test_a_service_that_cannot_prove_who_it_is_gets_nothing(
    make_sender: Callable[..., PushSender], service: PushService, now: datetime
) -> None:
    sender = make_sender(tls=None)

    assert isinstance(send(sender, now, handover(now))["d1"], Unreachable)
    assert service.requests == 0


def test_a_service_that_is_down_is_left_alone(
    make_sender: Callable[..., PushSender], service: PushService, now: datetime
) -> None:
    service.faults = [Fault(500)] * 20
    sender = make_sender(per_service=1)
    many = [handover(now, delivery=f"d{n}") for n in range(20)]

    outcomes = send(sender, now, *many)

    assert service.requests == 5
    assert all(isinstance(outcome, Wait) for outcome in outcomes.values())
    service.faults = []
    assert send(sender, now + timedelta(minutes=1), handover(now)) == {"d1": Accepted()}


def test_a_dead_service_does_not_hold_up_another(
    make_sender: Callable[..., PushSender],
    service: PushService,
    devices: Devices,
    endpoints: Endpoints,
    keys: VapidKeys,
    now: datetime,
) -> None:
    with PushService(tls=False) as other:
        endpoints.allow(other.origin)
        second = other.subscribe(keys.public)
        devices.put("bob", "tablet", subscription(second), "", now)
        service.faults = [Fault(hang=True)] * 4
        sender = make_sender(seconds=1.0)
        silent = [handover(now, delivery=f"d{n}") for n in range(4)]
        well = handover(now, delivery="well", device="tablet", person="bob")

        order = [delivery for delivery, _outcome in sender.send_many([*silent, well], now)]

        assert order[0] == "well"
        assert [message["notification"]["navigate"] for message in other.collect(second)] == ["/seintjes/o1"]


def test_an_endpoint_that_is_no_longer_allowed_is_told(
    service: PushService, devices: Devices, keys: VapidKeys, now: datetime
) -> None:
    sender = PushSender(keys, devices, Endpoints())

    outcome = send(sender, now, handover(now))["d1"]

    sender.close()
    assert isinstance(outcome, Refused)
    assert outcome.status == 0
    assert service.requests == 0


def test_whoever_stops_listening_stops_the_rest(
    make_sender: Callable[..., PushSender], service: PushService, now: datetime
) -> None:
    sender = make_sender(per_service=1)
    many = [handover(now, delivery=f"d{n}", topic=f"t{n}") for n in range(200)]
    under_way = sender.send_many(many, now)

    next(under_way)
    under_way.close()  # type: ignore[attr-defined]
    sender.close()

    assert service.requests < 200


def test_after_closing_nothing_is_sent(sender: PushSender, service: PushService, now: datetime) -> None:
    sender.close()

    assert isinstance(send(sender, now, handover(now))["d1"], Unreachable)
    assert service.requests == 0


def test_a_fault_of_our_own_costs_one_message(
    sender: PushSender, service: PushService, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = payload

    def faulty(one: Handover, origin: str, limit: int) -> bytes | None:
        if one.delivery == "d1":
            raise KeyError("a fault")
        return made(one, origin, limit)

    monkeypatch.setattr(sender_module, "payload", faulty)

    outcomes = send(sender, now, handover(now), handover(now, delivery="d2"))

    assert outcomes == {"d1": Refused(0, "KeyError"), "d2": Accepted()}
    assert service.requests == 1


def test_a_device_with_damaged_keys_is_told(
    sender: PushSender, service: PushService, store: Store, now: datetime
) -> None:
    with store.write() as connection:
        connection.execute(update(DeviceRow).values(auth="kort"))

    outcome = send(sender, now, handover(now))["d1"]

    assert isinstance(outcome, Refused)
    assert service.requests == 0

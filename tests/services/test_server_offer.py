"""What a server says of itself while its address is typed."""

from agent_desktop.desk.logon import LogOnFault
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import until
from tests.services.ic_server import HTML, IcServer, Reply

OFFER = Reply(
    200,
    {
        "authentication": {
            "allowIcAuth": False,
            "userAgreementText": " Be kind. ",
            "identityProviders": [
                {
                    "displayName": "Contoso",
                    "identityProviderId": "c",
                    "builtInIdentityProvider": False,
                },
                {"displayName": "IC", "identityProviderId": "i", "builtInIdentityProvider": True},
                {"identityProviderId": "only-an-id", "builtInIdentityProvider": False},
            ],
        }
    },
)


async def test_ways_to_log_on_and_the_agreement_are_told(desk: AgentDesk, server: IcServer) -> None:
    server.answer("GET", "connection/server-info", OFFER)
    desk.server_offers.ask(f" {server.url} ")
    offer = (await until(desk, lambda s: s.offer.found)).offer
    assert offer.server == server.url
    assert not offer.asking
    assert not offer.password_allowed
    assert offer.providers == ("Contoso", "only-an-id")
    assert offer.agreement == "Be kind."
    assert not offer.encrypted


async def test_asking_shows_while_the_server_is_slow(desk: AgentDesk, server: IcServer) -> None:
    gate = server.hold("GET", "connection/server-info")
    desk.server_offers.ask(server.url)
    await until(desk, lambda s: s.offer.asking)
    gate.set()
    await until(desk, lambda s: s.offer.found and not s.offer.asking)


async def test_a_newer_address_replaces_the_one_being_asked(
    desk: AgentDesk, server: IcServer
) -> None:
    with IcServer() as slow:
        slow.hold("GET", "connection/server-info")
        desk.server_offers.ask(slow.url)
        await slow.asked_for("GET", "connection/server-info")
        desk.server_offers.ask(server.url)
        offer = (await until(desk, lambda s: s.offer.found)).offer
    assert offer.server == server.url


async def test_an_emptied_field_offers_nothing(desk: AgentDesk, server: IcServer) -> None:
    desk.server_offers.ask(server.url)
    await until(desk, lambda s: s.offer.found)
    desk.server_offers.ask("  ")
    offer = (await until(desk, lambda s: not s.offer.found)).offer
    assert offer.server == ""
    assert not offer.asking


async def test_an_emptied_field_stops_the_question(desk: AgentDesk, server: IcServer) -> None:
    server.hold("GET", "connection/server-info")
    desk.server_offers.ask(server.url)
    await server.asked_for("GET", "connection/server-info")
    desk.server_offers.ask("")
    await until(desk, lambda s: not s.offer.asking)


async def test_what_is_no_address_is_told(desk: AgentDesk) -> None:
    desk.server_offers.ask("http://[::1")
    offer = (await until(desk, lambda s: s.offer.problem)).offer
    assert offer.problem is not None
    assert offer.problem.fault is LogOnFault.ADDRESS
    assert not offer.asking


async def test_a_web_server_that_is_no_ic_server_is_told(desk: AgentDesk, server: IcServer) -> None:
    server.answer("GET", "connection/server-info", HTML)
    desk.server_offers.ask(server.url)
    offer = (await until(desk, lambda s: s.offer.problem)).offer
    assert offer.problem is not None
    assert offer.problem.fault is LogOnFault.NOT_ICWS
    assert not offer.asking


async def test_a_server_without_the_resource_still_takes_passwords(
    desk: AgentDesk, server: IcServer
) -> None:
    server.answer("GET", "connection/server-info", Reply(404, {"message": "Unknown resource."}))
    desk.server_offers.ask(server.url)
    assert (await until(desk, lambda s: s.offer.found)).offer.password_allowed


async def test_plain_http_to_another_computer_is_told_and_nothing_is_asked(desk: AgentDesk) -> None:
    desk.server_offers.ask("http://192.0.2.7:8018")
    offer = (await until(desk, lambda s: s.offer.problem)).offer
    assert offer.problem is not None
    assert offer.problem.fault is LogOnFault.PLAIN_HTTP
    assert offer.problem.server == "http://192.0.2.7"
    assert not offer.asking

"""A small town for refusals: who lives there, and what they have been sent."""

from __future__ import annotations

from tests.unit.simulator.line import Line

PERSON, STRANGER, BLOCKER, GONE, UNKNOWN = (100_000_001 + n for n in range(5))
GROUP, FORUM = -1_000_000_001_001, -1_000_000_001_002
START, GREETING, LEAFLET, PLAIN = 1, 2, 3, 4
TOPIC = 1
DATA = {"text": "Go", "callback_data": "go"}
OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def settle(line: Line) -> None:
    """Make a person with three messages, others who cannot be reached, and two groups."""
    world = line.world
    for name in ("Dilshod", "Stranger", "Blocker", "Gone"):
        world.add_person(name)
    for person in (PERSON, BLOCKER, GONE):
        world.send_text(person, "/start")
    world.block(BLOCKER)
    world.deactivate(GONE)
    world.add_group("Staff", members=[PERSON])
    world.add_group("Forum", members=[PERSON], forum=True)
    world.create_topic(FORUM, "Questions")
    markup = {"inline_keyboard": [[DATA]]}
    await line.call("sendMessage", chat_id=PERSON, text="Salom", reply_markup=markup)
    await line.send_file("sendDocument", "document", b"%PDF", chat_id=PERSON, caption="Rights")
    await line.call("sendMessage", chat_id=PERSON, text="Plain")

#!/usr/bin/env python3
"""Writes a workspace of made-up meetings that `opsamling check` finds no fault with. The same arguments give the same bytes.

    benches/generate.py DIR --meetings 1000 --bytes 6000
"""

import argparse
import datetime
import itertools
import random
import struct
import textwrap
import zlib
from pathlib import Path

import prose

MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()
WEEKDAYS = "mandag tirsdag onsdag torsdag fredag".split()
FIRST_DAY = datetime.date(2013, 1, 7)
WEEKS = 600
SPEAKERS = 200

SETTINGS = """\
id: genereret
network: Netværk for prøver
secretariat: Eksempelby Kommune
archive_url: https://netvaerk.example.org/
service_url: https://tilmelding.example.org/

sender:
  name: Sekretariatet for Netværk for prøver
  email: netvaerk@example.org
  postal_address: Eksempelgade 1, 1000 Eksempelby

lists:
  members:
    title: Netværkets medlemmer
    basis: 6.1.e
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--meetings", type=int, default=1000)
    parser.add_argument("--bytes", type=int, default=6000, help="about the size of a meeting's file")
    parser.add_argument("--no-pictures", action="store_true", help="otherwise every meeting has one")
    parser.add_argument("--seed", type=int, default=2023)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    folder = arguments.folder
    organisations, people = registry(folder)
    write(folder / "opsamling.yaml", SETTINGS)
    before = None
    for number in range(arguments.meetings):
        meeting = Meeting(chance, number, organisations, people, before, first_day(arguments.meetings))
        write(folder / "meetings" / f"{meeting.id}.yaml", meeting.text(arguments.bytes, not arguments.no_pictures))
        if not arguments.no_pictures:
            write_bytes(folder / meeting.picture, png(chance))
        before = meeting.id


def registry(folder):
    """Writes the registry; returns the names of the organisations and of the people."""
    organisations, people = [], []
    text = ""
    for town in prose.TOWNS:
        for pattern, preposition in prose.ORGANISATIONS:
            name = pattern.format(town)
            organisations.append(name)
            text += f"{slug(name)}:\n  name: {name}\n  preposition: {preposition}\n  member: true\n\n"
    write(folder / "registry/organisations.yaml", text)
    text = ""
    for number in range(SPEAKERS):
        # A step that shares no factor with the lengths visits every pair of names once before it repeats one.
        given = prose.GIVEN[number % len(prose.GIVEN)]
        family = prose.FAMILY[(number * 7 + number // len(prose.GIVEN)) % len(prose.FAMILY)]
        name, title = f"{given} {family}", prose.TITLES[number % len(prose.TITLES)]
        people.append(name)
        text += f"{slug(name)}:\n  name: {name}\n" + (f"  title: {title}\n" if title else "")
        text += f"  organisation: {organisations[number % len(organisations)]}\n\n"
    assert len(set(people)) == SPEAKERS
    write(folder / "registry/people.yaml", text)
    topics = (f"{slug(name)}:\n  name: {name}\n  kind: {kind}\n" for name, kind in prose.TOPICS)
    write(folder / "registry/topics.yaml", "\n".join(topics))
    materials = (
        f"{slug(title)}:\n  title: {title}\n  kind: {kind}\n  url: https://netvaerk.example.org/{slug(title)}\n"
        for title, kind in prose.MATERIALS
    )
    write(folder / "registry/materials.yaml", "\n".join(materials))
    write(folder / "registry/earlier.yaml", "faste-timer:\n  text: Faste timer på biblioteket\n  when: før 2013\n")
    return organisations, people


def first_day(meetings):
    """When the first is held: early enough that all of them lie behind us."""
    weeks = meetings * 3 // 5
    return FIRST_DAY - datetime.timedelta(weeks=max(0, weeks - WEEKS))


class Meeting:
    """One meeting that was held, with what was said and what came of it."""

    def __init__(self, chance, number, organisations, people, before, first_day):
        self.chance, self.organisations, self.people, self.before = chance, organisations, people, before
        # Every third working day, so that no two meetings share a day and all of them lie behind us.
        weeks, self.weekday = divmod(number * 3, 5)
        self.day = first_day + datetime.timedelta(weeks=weeks, days=self.weekday)
        self.town = prose.TOWNS[number % len(prose.TOWNS)]
        self.number = number
        self.id = f"{self.day}-{slug(self.town)}"
        self.picture = f"files/{self.id}/bordene.png"

    def text(self, size, with_picture):
        """The record, about `size` bytes long; the prose is what stretches."""
        speakers = self.chance.sample(self.people, 5)
        titles = self.chance.sample(prose.TITLES_OF_ITEMS, 5)
        count = max(1, min(5, size // 900))
        heads = [self.item(at, titles[at], speakers[at], with_picture) for at in range(count)]
        top = self.top()
        room = size - len(top.encode()) - sum(len((head + tail).encode()) for head, tail, _ in heads)
        stories = [self.story(speaker) for speaker in speakers]
        said = [[] for _ in heads]
        while room > 0:
            at = min(range(count), key=lambda it: len(said[it]))
            sentence = next(stories[at])
            said[at].append(sentence)
            room -= len(sentence.encode()) * 1.08 + 1  # indentation and blank lines
        items = (head + block(paragraphs(told), placed) + tail for (head, tail, placed), told in zip(heads, said))
        return top + "\n".join(items)

    def top(self):
        """All that comes before the first item."""
        chance = self.chance
        text = f"title: Møde i Netværk for prøver\ndate: {self.date(self.number % 3)}\ntime: 13.00-15.30\n"
        text += f"host: {self.town} Kommune\nplace: Eksempelgade {chance.randint(1, 90)}, {self.town}\n"
        text += f"chair: {chance.choice(self.people)}\nattended: {chance.randint(20, 80)}\n\n"
        text += f"intro: |\n  Netværket mødtes i {self.town}. Her er, hvad der blev sagt, og hvad der kom ud af det.\n\nlog:\n"
        if self.number % 10 == 7:
            earlier = self.day - datetime.timedelta(days=30)
            text += f"  - at: {earlier}\n    state: postponed\n    was: {earlier}\n    reason: Salen var optaget\n"
        text += f"  - at: {self.day}\n    state: held\n\nsummary: published\n"
        return text + f"published: {self.day + datetime.timedelta(days=7)}\nslides: on_request\n\nagenda:\n"

    def item(self, at, title, speaker, with_picture):
        """What comes before and after the words said, and the picture to place in them."""
        chance = self.chance
        topic = chance.choice(prose.TOPICS)[0]
        starts = 13 * 60 + 30 * at
        title = title.format(town=self.town, topic=topic)
        head = f"  - title: {title}\n    id: punkt-{at + 1}\n    time: {clock(starts)}-{clock(starts + 25)}\n"
        head += f"    speakers: [{speaker}]\n    topics: [{topic}]\n"
        tail, placed = "", None
        if at % 2:
            tail += f"    workshop: {chance.choice(prose.QUESTIONS)}\n    outputs:\n"
            for table, suggestion in enumerate(chance.sample(prose.SUGGESTIONS, 2), start=1):
                tail += f"      - {suggestion} (bord {table}, {chance.randint(3, 20)} stemmer)\n"
            tail += f'      - "{chance.choice(prose.ASKED + prose.WISHES)}"\n'
            due = self.day + datetime.timedelta(days=60)
            tail += f"      - action: {chance.choice(prose.ACTIONS)}\n        id: opgave-{at + 1}\n"
            tail += f"        owner: {chance.choice(self.organisations)}\n        due: {due}\n"
            came_from = f"{self.before}/opgave-2" if self.before else "earlier/faste-timer"
            tail += f"        came_from: [{came_from}]\n"
            tail += f"        follow_up:\n          - at: {due}\n            state: done\n            note: Klaret til tiden\n"
        elif at:
            tail += f"    links:\n      - text: Mere om {topic}\n        url: https://netvaerk.example.org/{slug(topic)}\n"
            tail += f"    materials: [{slug(chance.choice(prose.MATERIALS)[0])}]\n"
        elif with_picture:
            placed = "bordene"
            tail += f"    images:\n      - id: bordene\n        file: {self.picture}\n        alt: {chance.choice(prose.ALTS)}\n"
            tail += f"        caption: Fra mødet i {self.town}\n        people: nobody\n"
        return head, tail, placed

    def story(self, speaker):
        """Sentences that follow each other, from a place of its own in the prose, without end."""
        start = self.chance.randrange(len(prose.SENTENCES))
        for sentence in itertools.chain(prose.SENTENCES[start:], itertools.cycle(prose.SENTENCES)):
            yield sentence.format(
                speaker=speaker,
                town=self.town,
                organisation=self.chance.choice(self.organisations),
                count=f"{self.chance.randint(1000, 90000):,}".replace(",", "."),
                small=self.chance.randint(13, 99),
                percent=self.chance.randint(11, 95),
            )

    def date(self, form):
        """The day in one of the forms that people type."""
        day = self.day
        if form == 0:
            return f"{WEEKDAYS[self.weekday]} den {day.day}. {MONTHS[day.month - 1]} {day.year}"
        return day.isoformat() if form == 1 else f"{day.day}.{day.month}.{day.year}"


def paragraphs(sentences):
    return [" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)]


def block(texts, placed):
    """The words said, as a YAML block; the picture stands after the first paragraph."""
    if not texts:
        return ""
    wrapped = ["\n".join(textwrap.wrap(text, 110, break_on_hyphens=False)) for text in texts]
    if placed:
        wrapped.insert(1, f"![]({placed})")
    return "    said: |\n" + textwrap.indent("\n\n".join(wrapped), "      ") + "\n"


def clock(minutes):
    return f"{minutes // 60}.{minutes % 60:02}"


def slug(text):
    for letter, plain in ("æ", "ae"), ("ø", "oe"), ("å", "aa"):
        text = text.lower().replace(letter, plain)
    return "-".join("".join(c if c.isalnum() else " " for c in text).split())


def png(chance):
    """A small picture of one colour (PNG, second edition, chapter 11)."""
    width, height = 160, 90
    colour = bytes(chance.randint(80, 220) for _ in range(3))
    rows = (b"\0" + colour * width) * height

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def write(path, text):
    write_bytes(path, text.encode())


def write_bytes(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


if __name__ == "__main__":
    main()

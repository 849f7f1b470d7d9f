"""Persons of several articles joined into participants, with the reason of every join."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from analysis.errors import InputError
from analysis.participants.blocks import like_named
from analysis.participants.corrections import Corrections
from analysis.participants.forms import Form, Source, forms_of
from analysis.people import same_office
from analysis.people.offices import belongs_to_state, may_be_of_state, office_words
from analysis.transliteration import bones, near_name, same_name

LARGEST_OFFICE = 60  # holders of one office compared with each other; more means that it is no single office
REASONS = {
    "same": "the same name",
    "part": "a part of the name left out",
    "order": "the same parts in another order",
    "joined": "the same parts, joined or split",
    "spelling": "spellings of one name (transliteration)",
    "prefix": "the last part left out",
    "ending": "the same but for an ending (-ov, -zoda, -bek …)",
    "close": "nearly the same spelling",
    "short": "a short form with the same office and country",
    "correction": "settled in corrections.yml",
}


class Clusters:
    """Forms joined into participants (a union–find with reasons and prohibitions)."""

    def __init__(self, forms: list[Form]) -> None:
        self.forms = forms
        self.parent = list(range(len(forms)))
        self.members: dict[int, list[int]] = {i: [i] for i in range(len(forms))}
        self.reasons: dict[int, list[str]] = defaultdict(list)
        self.apart: set[frozenset[int]] = set()

    def root(self, i: int) -> int:
        """Return the representative of a form's cluster."""
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def forbidden(self, a: int, b: int) -> bool:
        """Whether a correction keeps two clusters apart."""
        if not self.apart:
            return False
        return any(frozenset((x, y)) in self.apart for x in self.members[a] for y in self.members[b])

    def join(self, i: int, j: int, reason: str) -> None:
        """Join the clusters of two forms."""
        a, b = self.root(i), self.root(j)
        if a == b:
            return
        a, b = min(a, b), max(a, b)
        self.parent[b] = a
        self.members[a] += self.members.pop(b)
        self.reasons[a] += [*self.reasons.pop(b, []), reason]


def cluster(readings: Sequence[Source], corrections: Corrections | None = None) -> tuple[list[Form], Clusters]:
    """Join the persons of all readings into participants.

    Returns
    -------
    (list of Form, Clusters)
        The forms in a stable order, and which of them are one participant, with reasons.
    """
    corrections = corrections or Corrections()
    parted = {name for entry in corrections.different for name in entry.names}
    forms = forms_of(readings, _sources_named(corrections), parted)
    clusters = Clusters(forms)
    by_name = _named(forms) if corrections.same or corrections.different else {}
    _forbid(clusters, corrections, by_name)
    for entry in corrections.same:
        found = [_known(name, by_name, corrections.file) for name in entry.names]
        flat = [index for indices in found for index in indices]
        for index in flat[1:]:
            if clusters.forbidden(clusters.root(flat[0]), clusters.root(index)):
                raise InputError(
                    f"{corrections.file} calls {entry.names[0]!r} and {entry.names[-1]!r} "
                    "both the same and different: remove one of the entries."
                )
            clusters.join(flat[0], index, REASONS["correction"] + (f": {entry.reason}" if entry.reason else ""))
    for i, j in sorted(like_named([form.parts for form in forms])):
        _compare(clusters, i, j)
    _same_office_near_name(clusters)
    _attach_short(clusters)
    return forms, clusters


def _sources_named(corrections: Corrections) -> set[tuple[str, str]]:
    names = [name for entry in (*corrections.same, *corrections.different) for name in entry.names if " @ " in name]
    return {(" ".join(name.split(" @ ")[0].split()), name.split(" @ ")[1].strip()) for name in names}


def _named(forms: list[Form]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, form in enumerate(forms):
        for (source, _), person in zip(form.nodes, form.persons, strict=True):
            for name in {person.name, *person.variants}:
                for key in (name, f"{name} @ {source}"):
                    if index not in found[key]:
                        found[key].append(index)
    return found


def _known(name: str, by_name: dict[str, list[int]], file: str) -> list[int]:
    indices = by_name.get(name)
    if not indices:
        raise InputError(f"{file} names {name!r}, whom no source names: correct the spelling or remove the entry.")
    return indices


def _forbid(clusters: Clusters, corrections: Corrections, by_name: dict[str, list[int]]) -> None:
    for entry in corrections.different:
        found = [_known(name, by_name, corrections.file) for name in entry.names]
        for one, other in combinations(found, 2):
            for i in one:
                for j in other:
                    if i == j:
                        source = clusters.forms[i].nodes[0][0]
                        raise InputError(
                            f"{corrections.file} calls two names different that {source} "
                            f"uses for one person ({entry.names[0]!r}): remove the entry."
                        )
                    clusters.apart.add(frozenset((i, j)))


def _compare(clusters: Clusters, i: int, j: int) -> None:
    a, b = clusters.forms[i], clusters.forms[j]
    if clusters.root(i) == clusters.root(j):
        return
    if min(len(a.parts), len(b.parts)) < 2 and not (a.parts == b.parts and _same_holder(a, b)):
        return
    why = same_name(a.parts, b.parts)
    if not why or clusters.forbidden(clusters.root(i), clusters.root(j)):
        return
    for x in clusters.members[clusters.root(i)]:
        for y in clusters.members[clusters.root(j)]:
            one, other = clusters.forms[x], clusters.forms[y]
            alike = {x, y} == {i, j} or same_name(one.parts, other.parts)  # others stand together by a correction
            if alike and not _compatible(one, other, why):
                return
    clusters.join(i, j, _reason(a, b, why))


def _reason(a: Form, b: Form, why: str) -> str:
    names = sorted({a.persons[0].name, b.persons[0].name})
    country = ", ".join(sorted(a.countries & b.countries))
    office = any(same_office(x, y) for x in a.roles for y in b.roles)
    beside = " and ".join(
        word for word in ("office" if office else "", f"country ({country})" if country else "") if word
    )
    return f"{' / '.join(names)}: {REASONS[why]}{f', same {beside}' if beside else ''}"


def _agree(a: Form, b: Form) -> bool:
    """Whether countries and bodies do not contradict."""
    if a.countries and b.countries:
        return bool(a.countries & b.countries)
    return not (a.bodies and b.bodies and not a.countries and not b.countries) or bool(a.bodies & b.bodies)


def _same_holder(a: Form, b: Form) -> bool:
    """Whether both hold one office of one country or body; here inferred countries count too."""
    isos = [{iso for person in form.persons for iso in person.countries} for form in (a, b)]
    return bool(isos[0] & isos[1] or a.bodies & b.bodies) and any(same_office(x, y) for x in a.roles for y in b.roles)


def _compatible(a: Form, b: Form, why: str) -> bool:
    """Whether two forms may be one person's: country and office must not contradict."""
    if not _agree(a, b):
        return False
    offices = not a.roles or not b.roles or any(same_office(x, y) for x in a.roles for y in b.roles)
    if why in ("close", "ending", "prefix"):
        return bool(a.roles and b.roles) and offices and bool(a.countries & b.countries)
    if why in ("same", "joined", "order"):
        return offices or _career(a, b)
    return offices or (bool(a.countries & b.countries) and _career(a, b))


def _career(a: Form, b: Form) -> bool:
    """Whether two offices may follow each other in one life: both of a state, or neither."""
    led = bool(a.countries & b.countries)  # the head of an agency of the same state
    states = [{belongs_to_state(role) or (led and may_be_of_state(role)) for role in form.roles} for form in (a, b)]
    return bool(states[0] & states[1])


def _same_office_near_name(clusters: Clusters) -> None:
    """Join names nearly alike of those who hold the same office of the same country."""
    holders: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for index, form in enumerate(clusters.forms):
        for role in sorted(form.roles):
            words = office_words(role)
            if len(words) > 1 and belongs_to_state(role) and len(form.parts) > 1:
                for iso in sorted(form.countries):
                    if index not in holders[iso, words]:
                        holders[iso, words].append(index)
    for _, members in sorted(holders.items()):
        for i, j in combinations(members, 2) if len(members) <= LARGEST_OFFICE else ():
            a, b = clusters.root(i), clusters.root(j)
            one, other = clusters.forms[i], clusters.forms[j]
            if a != b and near_name(one.parts, other.parts) and not clusters.forbidden(a, b):
                clusters.join(i, j, _reason(one, other, "close"))


def _attach_short(clusters: Clusters) -> None:
    """Give a name of one part to the only participant with that family name, office and country."""
    by_part: dict[str, list[int]] = defaultdict(list)
    for index, form in enumerate(clusters.forms):
        if len(form.parts) > 1:
            for part in {form.parts[-1], form.parts[0]}:
                by_part[bones(part)].append(index)
    for index, form in enumerate(clusters.forms):
        if len(form.parts) != 1:
            continue
        fitting = {
            clusters.root(other)
            for other in by_part.get(bones(form.parts[0]), ())
            if same_name(form.parts, clusters.forms[other].parts)
            and _agree(form, clusters.forms[other])
            and _same_holder(form, clusters.forms[other])
        }
        fitting = {root for root in fitting if not clusters.forbidden(root, clusters.root(index))}
        if len(fitting) == 1:
            root = fitting.pop()
            clusters.join(root, index, _reason(clusters.forms[root], form, "short"))

"""One administrative procedure: what the law compels a department to publish, and what a citizen asks beside it."""

from typing import Literal

from motcua.model.amounts import Duration, Fee, FeeExample, FeeQuestion, ProcessingTime
from motcua.model.dossier import Dossier
from motcua.model.record import (
    Channel, Code, Day, Flag, FormId, Id, Level, Markdown, Phone, Phrase, Record, ShortName, Sourced, SummaryText,
    Url, Whole, Words,
)

Applicant = Literal[
    "citizen", "vietnamese_abroad", "foreigner", "official", "party_member", "business", "domestic_business",
    "foreign_invested_business", "cooperative", "organisation", "party_organisation", "foreign_organisation",
    "household_business", "not_stated",
]
Status = Literal["draft", "in_force", "amended", "replaced", "abolished", "not_stated"]
ReturnMethod = Literal["in_person", "postal", "online", "not_stated"]
Gap = Literal[
    "name", "steps", "submission_methods", "dossier", "processing_time", "applicant_types", "executing_agencies",
    "forms", "results", "requirements", "fees", "legal_basis", "publication_decisions",
]


class Case(Record):
    """A situation that an applicant recognises as their own; times, fees and papers may hold for it alone."""

    id: Id
    code: Words | None = None
    name: Phrase


class Step(Record):
    """What somebody does next."""

    title: Phrase | None = None
    text: Phrase
    actor: Literal["applicant", "agency", "other_agency", "not_stated"] = "not_stated"
    cases: tuple[Id, ...] = ()


class SubmissionMethod(Record):
    """A way to hand in the dossier."""

    channel: Channel
    description: Phrase | None = None


class Result(Record):
    """What the applicant receives, how long it is valid and how it is renewed."""

    name: Phrase
    code: Words | None = None
    form: Literal["paper", "electronic", "both", "not_stated"] = "not_stated"
    validity: Phrase | None = None
    renewal: Phrase | None = None
    return_methods: tuple[ReturnMethod, ...] = ()
    bring_on_collection: tuple[Phrase, ...] = ()


class Delegation(Record):
    """An agency that decides in another's name, by a decision and until a date."""

    agency: Id
    decision: Words | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None


class ReceptionPlace(Record):
    """Where a dossier is handed in: an office of a department, or a place in words."""

    department: Id | None = None
    office: Id | None = None
    text: Phrase | None = None
    telephone: Phone | None = None


class InterlinkedPart(Record):
    """One of several procedures settled by one dossier: who answers for it, with what result, in what time."""

    procedure: Code | None = None
    name: Phrase | None = None
    agency: Id | None = None
    result: Phrase | None = None
    time: Duration | None = None


class OneStop(Record):
    """Whether one counter, or one counter for several agencies, takes the dossier."""

    kind: Literal["one_stop", "interlinked", "none", "not_stated"] = "not_stated"
    parts: tuple[InterlinkedPart, ...] = ()


class LegacyOnlineLevel(Record):
    """The level 1 to 4 of the repealed Decree 43/2011, with the date at which it was said."""

    level: Whole
    said_on: Day


class AcceptsFrom(Record):
    """Whose dossiers this counter takes: its own residents', the whole province's, or anybody's."""

    scope: Literal["residents", "province", "anywhere", "not_stated"] = "not_stated"
    text: Phrase | None = None


class Representation(Record):
    """Whether somebody else may go, and with what paper."""

    allowed: Literal["allowed", "not_allowed", "conditional", "not_stated"] = "not_stated"
    text: Phrase | None = None


class Payment(Record):
    """How and when a fee is paid."""

    methods: tuple[Literal["cash", "transfer", "card", "online", "postal", "not_stated"], ...] = ()
    when: Phrase | None = None


class LegalReference(Record):
    """A law that a procedure rests on, and the article where it is known."""

    law: Words
    article: Phrase | None = None


class InternalStep(Record):
    """A step inside the agency, with the time it is given."""

    name: Phrase
    unit: Phrase | None = None
    time: Duration


class InternalProcess(Record):
    """The agency's own division of the time limit, per case."""

    cases: tuple[Id, ...] = ()
    decision: Words | None = None
    steps: tuple[InternalStep, ...] = ()


class Redress(Record):
    """Whom to ask, to complain to, to appeal to."""

    kind: Literal["question", "feedback", "complaint", "denunciation", "lawsuit", "not_stated"] = "not_stated"
    to: Phrase
    within: Duration | None = None
    text: Phrase | None = None
    legal_basis: tuple[Words, ...] = ()


class RelatedProcedure(Record):
    """Another procedure and how it stands to this one."""

    procedure: Code
    relation: Literal["before", "after", "alternative", "related"] = "related"


class Procedure(Sourced):
    """An administrative procedure as published; its code is its identity.

    `correction` gives the reason why a compulsory part was changed without a decision: an error made when the published text was copied.
    It speaks for the change that it comes with, and for no later one.
    """

    code: Code
    origin: Literal["authored", "imported"] = "authored"
    name: Phrase
    short_name: ShortName | None = None
    summary: SummaryText | None = None
    popular_names: tuple[Words, ...] = ()
    keywords: tuple[Words, ...] = ()
    field: Id
    administrative_levels: tuple[Level, ...] = ()
    procedure_type: Literal["assigned_by_law", "not_assigned_by_law", "specific", "not_stated"] = "not_stated"
    applicant_types: tuple[Applicant, ...] = ()
    cases_question: Phrase | None = None
    cases: tuple[Case, ...] = ()
    steps: tuple[Step, ...] = ()
    submission_methods: tuple[SubmissionMethod, ...] = ()
    processing_time: ProcessingTime | None = None
    fees: tuple[Fee, ...] = ()
    fee_questions: tuple[FeeQuestion, ...] = ()
    fee_examples: tuple[FeeExample, ...] = ()
    payment: Payment | None = None
    dossier: Dossier | None = None
    forms: tuple[FormId, ...] = ()
    forms_named: tuple[Words, ...] = ()
    executing_agencies: tuple[Id, ...] = ()
    competent_authorities: tuple[Id, ...] = ()
    coordinating_agencies: tuple[Id, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    reception_places: tuple[ReceptionPlace, ...] = ()
    accepts_from: AcceptsFrom | None = None
    representation: Representation | None = None
    results: tuple[Result, ...] = ()
    requirements: Markdown | None = None
    requirements_text: Phrase | None = None
    legal_basis: tuple[LegalReference, ...] = ()
    publication_decisions: tuple[Id, ...] = ()
    related_procedures: tuple[RelatedProcedure, ...] = ()
    one_stop: OneStop | None = None
    online_service: Literal["none", "information", "partial", "full", "not_stated"] = "not_stated"
    online_partial_reason: Phrase | None = None
    online_url: Url | None = None
    legacy_online_level: LegacyOnlineLevel | None = None
    proactive_level: Whole | None = None
    non_territorial: Literal["applies", "does_not_apply", "not_stated"] = "not_stated"
    is_internal: Flag = False
    is_local_specific: Flag = False
    is_vertical: Flag = False
    internal_process: tuple[InternalProcess, ...] = ()
    redress: tuple[Redress, ...] = ()
    status: Status
    effective_from: Day | None = None
    effective_to: Day | None = None
    replaced_by: Code | None = None
    former_codes: tuple[Code, ...] = ()
    completeness: Literal["listed", "partial", "full"] = "full"
    gaps: tuple[Gap, ...] = ()
    correction: Phrase | None = None
    approved_by: Words | None = None
    approved_on: Day | None = None

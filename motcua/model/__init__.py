"""The models: what a procedure, a fee, a time limit, a dossier, a department, a form, a law, a decision is."""
from motcua.model.accepted import Acceptance, AcceptedFile
from motcua.model.amounts import Duration, Fee, ProcessingTime, TimeRow
from motcua.model.record import NOT_STATED, Check, Record, Source
from motcua.model.directory import Contact, Decision, Department, FieldOfWork, Law, Office, Opening, Publisher, SummaryLanguage
from motcua.model.forms import Fill, Form, FormField, FormVersion
from motcua.model.guides import (
    Announcement, Announcements, Asking, Elsewhere, ElsewhereFile, Families, Family, Glossary, Lexicon, LifeEvent, LifeEvents, LifeEventStep, Saying,
    Synonyms, Term,
)
from motcua.model.holidays import Holidays
from motcua.model.dossier import Component, Dossier
from motcua.model.procedure import Case, Procedure, Step

__all__ = [
    "NOT_STATED", "Acceptance", "AcceptedFile", "Announcement", "Announcements", "Asking", "Case", "Check", "Component", "Contact", "Decision", "Department", "Dossier", "Duration",
    "Elsewhere", "ElsewhereFile", "Families", "Family", "Fee", "FieldOfWork", "Fill", "Form", "FormField", "FormVersion", "Glossary", "Holidays", "Law", "Lexicon", "LifeEvent",
    "LifeEventStep", "LifeEvents", "Office", "Opening", "ProcessingTime", "Procedure", "Publisher", "Record", "Saying", "Source", "Step", "SummaryLanguage",
    "Synonyms", "Term", "TimeRow",
]

"""The models: what a procedure, a fee, a time limit, a dossier, a department, a form, a law, a decision is."""
from motcua.model.amounts import Duration, Fee, ProcessingTime, TimeRow
from motcua.model.record import NOT_STATED, Record, Source
from motcua.model.directory import Contact, Decision, Department, FieldOfWork, Form, Law, Office, Publisher
from motcua.model.procedure import Case, Component, Dossier, Procedure, Step

__all__ = [
    "NOT_STATED", "Case", "Component", "Contact", "Decision", "Department", "Dossier", "Duration", "Fee", "FieldOfWork", "Form", "Law",
    "Office", "ProcessingTime", "Procedure", "Publisher", "Record", "Source", "Step", "TimeRow",
]

"""The tables as Alembic wants them: SQLAlchemy metadata, read off the Tortoise models without a connection.

Defaults stay with the models, which write every row. Every foreign key gets an index: no engine makes one itself.
"""

from collections.abc import Callable, Iterator
from typing import Any, Literal

import sqlalchemy as sa
from alembic.autogenerate.api import AutogenContext
from sqlalchemy.dialects import postgresql
from tortoise import fields
from tortoise.apps import Apps
from tortoise.connection import ConnectionHandler
from tortoise.fields.relational import ForeignKeyFieldInstance
from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint
from tortoise.models import Model

from eldercare.connection import APP, MODELS

NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}

TYPES: dict[type[fields.Field[Any]], Callable[[Any], sa.types.TypeEngine[Any]]] = {
    fields.SmallIntField: lambda _: sa.SmallInteger(),
    fields.IntField: lambda _: sa.Integer(),
    fields.BigIntField: lambda _: sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
    fields.CharField: lambda field: sa.String(field.max_length),
    fields.TextField: lambda _: sa.Text(),
    fields.BooleanField: lambda _: sa.Boolean(),
    fields.FloatField: lambda _: sa.Double(),
    fields.DecimalField: lambda field: sa.Numeric(field.max_digits, field.decimal_places).with_variant(
        sa.Text(), "sqlite"
    ),
    fields.DateField: lambda _: sa.Date(),
    fields.DatetimeField: lambda _: sa.DateTime(timezone=True),
    fields.UUIDField: lambda _: sa.CHAR(36).with_variant(postgresql.UUID(), "postgresql"),
    fields.JSONField: lambda _: sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
    fields.BinaryField: lambda _: sa.LargeBinary(),
}


def metadata() -> sa.MetaData:
    """Every table of the product."""
    known = sa.MetaData(naming_convention=NAMES)
    for model in models():
        sa.Table(model._meta.db_table, known, *_columns(model), *_constraints(model))
        _index(model, known.tables[model._meta.db_table])
    return known


def models() -> list[type[Model]]:
    """The models with their relations resolved, in the order of their table names."""
    handler = ConnectionHandler()
    handler._init_config({"default": {}})
    configuration = {APP: {"models": MODELS, "default_connection": "default"}}
    apps = Apps(configuration, handler, validate_connections=False)
    return sorted(apps.apps[APP].values(), key=lambda model: model._meta.db_table)


def _columns(model: type[Model]) -> Iterator[sa.Column[Any]]:
    meta = model._meta
    if meta.m2m_fields:
        raise ValueError(f"{meta.db_table}: a relation of many to many is a table of its own in this house")
    for name, column in meta.fields_db_projection.items():
        field = meta.fields_map[name]
        relation = _relation(model, name)
        yield sa.Column(
            column,
            _type(relation.to_field_instance if relation else field),
            *([_reference(relation)] if relation else []),
            primary_key=field.pk,
            autoincrement=field.generated if field.pk else "auto",
            nullable=field.null,
        )


def _relation(model: type[Model], raw_name: str) -> "ForeignKeyFieldInstance[Any] | None":
    relations = model._meta.fk_fields | model._meta.o2o_fields
    found = (model._meta.fields_map[name] for name in relations)
    return next((field for field in found if field.source_field == raw_name), None)  # type: ignore[return-value]  # FK only


def _reference(relation: "ForeignKeyFieldInstance[Any]") -> sa.ForeignKey:
    target = relation.related_model._meta
    column = target.fields_db_projection[relation.to_field_instance.model_field_name]
    return sa.ForeignKey(f"{target.db_table}.{column}", ondelete=str(relation.on_delete.value))


def _type(field: fields.Field[Any]) -> sa.types.TypeEngine[Any]:
    for kind in type(field).__mro__:
        if kind in TYPES:
            return TYPES[kind](field)
    raise ValueError(f"{field.model_field_name}: no column type for {type(field).__name__}")


def _constraints(model: type[Model]) -> Iterator[sa.Constraint]:
    for field in model._meta.fields_map.values():
        if field.unique and not field.pk and field.model_field_name in model._meta.fields_db_projection:
            yield sa.UniqueConstraint(model._meta.fields_db_projection[field.model_field_name])
    for rule in model._meta.constraints:
        if isinstance(rule, CheckConstraint):
            yield sa.CheckConstraint(rule.check, name=rule.name)
        elif isinstance(rule, UniqueConstraint) and not rule.condition:
            yield sa.UniqueConstraint(*_named(model, rule.fields), name=rule.name)


def _index(model: type[Model], table: sa.Table) -> None:
    """Indexes asked for, partial uniqueness, and the foreign keys that nothing else leads with."""
    for rule in model._meta.constraints:
        if isinstance(rule, UniqueConstraint) and rule.condition:
            where = sa.text(rule.condition)
            unique = [table.c[name] for name in _named(model, rule.fields)]
            sa.Index(rule.name, *unique, unique=True, postgresql_where=where, sqlite_where=where)
    asked = [_named(model, index) for index in model._meta.indexes]
    asked += [[column] for name, column in model._meta.fields_db_projection.items() if _wants_index(model, name)]
    led = {columns[0] for columns in asked} | {rule.columns[0].name for rule in _keys(table)}
    asked += [[column.name] for column in table.columns if column.foreign_keys and column.name not in led]
    for columns in asked:
        sa.Index(None, *(table.c[name] for name in columns))


def _wants_index(model: type[Model], name: str) -> bool:
    field = model._meta.fields_map[name]
    return bool(field.index) and not field.unique and not field.pk


def _keys(table: sa.Table) -> "Iterator[sa.UniqueConstraint | sa.PrimaryKeyConstraint]":
    return (rule for rule in table.constraints if isinstance(rule, sa.UniqueConstraint | sa.PrimaryKeyConstraint))


def _named(model: type[Model], names: Any) -> list[str]:
    """Column names, of names that are those of fields or of columns."""
    return [model._meta.fields_db_projection.get(name, name) for name in names]


def render_item(kind: str, item: object, context: AutogenContext) -> str | Literal[False]:
    """How a revision spells what Alembic would spell badly."""
    if kind == "type" and isinstance(item, postgresql.JSONB):
        context.imports.add("from sqlalchemy.dialects import postgresql")
        return "postgresql.JSONB()"
    return False

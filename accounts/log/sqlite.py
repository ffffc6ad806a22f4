"""The triggers of SQLite, written out per table and column.

SQLite can't turn a row into JSON by itself, so each trigger names its columns: it is
made from the model, over the columns that the table has at that moment (a migration
may stand still half-way). Booleans and times get the form PostgreSQL gives them.
A table may have 63 logged columns (127 arguments to `json_object`).
"""

from accounts.log.tables import (
    APPEND_ONLY,
    FILLED,
    FROZEN,
    HIDDEN,
    LOG_TABLE,
    NO_ACTOR,
    NO_DELETE,
    SEAL_TABLE,
    logged_tables,
)

CONTEXT = ("actor", "user_id", "ip", "reason", "change_set")
INTO = ", ".join(
    f'"{name}"' for name in ("at", *CONTEXT, "kind", "table", "row", "before", "after")
)
# The text form in which Django stores a time on SQLite.
NOW = "strftime('%Y-%m-%d %H:%M:%f', 'now')"


def expected(connection):
    """{trigger name: SQL} of every trigger this database must have."""
    columns = _columns(connection)
    if LOG_TABLE not in columns:
        return {}
    wanted = _append_only("log", LOG_TABLE)
    if SEAL_TABLE in columns:
        wanted |= _append_only("seal", SEAL_TABLE)
    for table in logged_tables():
        if present := columns.get(table.name):
            wanted |= _changes(table, present)
            wanted |= _kept(table) if table.is_kept else {}
            wanted |= _constraints(table) | _frozen(table, present)
    return wanted


def installed(connection):
    """{trigger name: SQL} of every trigger this database has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


def drop_sql(name):
    return f'DROP TRIGGER IF EXISTS "{name}"'


def _columns(connection):
    """{table: its columns}."""
    tables = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c "
            "WHERE m.type = 'table'"
        )
        for table, column in cursor.fetchall():
            tables.setdefault(table, set()).add(column)
    return tables


def _trigger(name, when, table, *body):
    return {
        name: f'CREATE TRIGGER "{name}" {when} ON "{table}" BEGIN\n'
        + "".join(f"{statement};\n" for statement in body)
        + "END"
    }


def _refuse(message, where=""):
    return f"SELECT RAISE(ABORT, '{message}'){where}"


def _changes(table, present):
    """The three triggers that log the changes of one table."""
    fields = [field for field in table.fields if field.column in present]
    old, new = _json(table, fields, "OLD"), _json(table, fields, "NEW")
    pairs = [
        ", ".join(f'{row}."{field.column}"' for field in fields)
        for row in ("OLD", "NEW")
    ]
    changed = f" WHERE ({pairs[0]}) IS NOT ({pairs[1]})"
    return (
        _event(table, "insert", "NEW", "NULL", new)
        | _event(table, "update", "NEW", old, new, changed)
        | _event(table, "delete", "OLD", old, "NULL")
    )


def _event(table, kind, row, before, after, where=""):
    values = ", ".join(
        [
            NOW,
            *(f"log_ctx('{key}')" for key in CONTEXT),
            f"'{kind}'",
            f"'{table.name}'",
            f'CAST({row}."{table.pk}" AS TEXT)',
        ]
    )
    return _trigger(
        f"log_{kind}_{table.name}",
        f"AFTER {kind.upper()}",
        table.name,
        # By RAISE: a NOT NULL alone would be passed over by INSERT OR IGNORE.
        _refuse(NO_ACTOR, " WHERE log_ctx('actor') IS NULL"),
        f'INSERT INTO "{LOG_TABLE}" ({INTO})\nSELECT {values},\n{before},\n{after}{where}',
    )


def _json(table, fields, row):
    pairs = ", ".join(
        f"'{field.column}', {_value(table, field, row)}" for field in fields
    )
    return f"json_object({pairs})"


def _value(table, field, row):
    column = f'{row}."{field.column}"'
    if field.column in table.secret:
        return f"'{HIDDEN}'"
    kind = field.get_internal_type()
    if kind == "BooleanField":
        return f"json(CASE {column} WHEN 0 THEN 'false' WHEN 1 THEN 'true' END)"
    if kind == "JSONField":
        return f"json({column})"
    if kind == "DateTimeField":
        return f"replace({column}, ' ', 'T') || '+00:00'"
    return column


def _kept(table):
    name = f"keep_{table.name}"
    return _trigger(name, "BEFORE DELETE", table.name, _refuse(NO_DELETE))


def _frozen(table, present):
    """No change of a row that is signed, for whatever the actor is."""
    name, where = f"frozen_{table.name}", ""
    if table.frozen_when:
        column, value = table.frozen_when
        if column not in present:
            return {}
        said = "IS NOT NULL" if value is FILLED else f"= '{value}'"
        where = f' WHERE OLD."{column}" {said}'
    elif not table.is_frozen:
        return {}
    return _trigger(name, "BEFORE UPDATE", table.name, _refuse(FROZEN, where))


def _append_only(name, table):
    refuse = _refuse(APPEND_ONLY)
    # INSERT OR REPLACE would put a new event in the place of an old one.
    taken = f' WHERE EXISTS (SELECT 1 FROM "{table}" WHERE id = NEW.id)'  # nosec B608
    return (
        _trigger(f"keep_{name}_update", "BEFORE UPDATE", table, refuse)
        | _trigger(f"keep_{name}_delete", "BEFORE DELETE", table, refuse)
        | _trigger(f"keep_{name}_insert", "BEFORE INSERT", table, refuse + taken)
    )


def _constraints(table):
    """The triggers that stand for constraints which SQLite lacks (NoOverlap)."""
    triggers = {}
    for constraint in table.model._meta.constraints:
        if hasattr(constraint, "sqlite_triggers"):
            triggers |= constraint.sqlite_triggers(table.model)
    return triggers

"""The triggers of PostgreSQL: one function logs every table, one refuses.

The trigger definitions are written word for word as `pg_get_triggerdef` prints them
(PostgreSQL 11 and later), so that what is installed can be compared with what should be.
"""

from accounts.log.tables import (
    APPEND_ONLY,
    FILLED,
    FROZEN,
    HIDDEN,
    LOG_TABLE,
    NO_ACTOR,
    NO_DELETE,
    NO_TRUNCATE,
    SEAL_TABLE,
    logged_tables,
)

KEPT = "BEFORE DELETE OR UPDATE"

# Arguments: the key column, the columns left out, the columns hidden.
LOG_BODY = f"""
DECLARE
  ctx jsonb := NULLIF(current_setting('hoangmai.ctx', true), '')::jsonb;
  left_out text[] := string_to_array(TG_ARGV[1], ',');
  hidden text;
  old_row jsonb;
  new_row jsonb;
BEGIN
  IF ctx ->> 'actor' IS NULL THEN
    RAISE EXCEPTION '{NO_ACTOR}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP <> 'INSERT' THEN old_row := to_jsonb(OLD) - left_out; END IF;
  IF TG_OP <> 'DELETE' THEN new_row := to_jsonb(NEW) - left_out; END IF;
  IF old_row = new_row THEN RETURN NULL; END IF;
  FOREACH hidden IN ARRAY string_to_array(TG_ARGV[2], ',') LOOP
    old_row := jsonb_set(old_row, ARRAY[hidden], '"{HIDDEN}"', false);
    new_row := jsonb_set(new_row, ARRAY[hidden], '"{HIDDEN}"', false);
  END LOOP;
  INSERT INTO "{LOG_TABLE}" ("at", "actor", "user_id", "ip", "reason", "change_set",
                             "kind", "table", "row", "before", "after")
  VALUES (clock_timestamp(), ctx ->> 'actor', (ctx ->> 'user_id')::bigint,
          ctx ->> 'ip', ctx ->> 'reason', ctx ->> 'change_set',
          lower(TG_OP), TG_TABLE_NAME, COALESCE(new_row, old_row) ->> TG_ARGV[0],
          old_row, new_row);
  RETURN NULL;
END
"""  # nosec B608
REFUSE_BODY = """
BEGIN
  RAISE EXCEPTION USING MESSAGE = TG_ARGV[0],
                        ERRCODE = 'integrity_constraint_violation';
END
"""
FUNCTIONS = {"hoangmai_log": LOG_BODY, "hoangmai_refuse": REFUSE_BODY}


def expected(connection):
    """{name: SQL} of every function and trigger this database must have."""
    present = set(connection.introspection.table_names())
    if LOG_TABLE not in present:
        return {}
    wanted = {name: _function(name, body) for name, body in FUNCTIONS.items()}
    for name in (LOG_TABLE, SEAL_TABLE):
        if name in present:
            wanted |= _refuse("keep", KEPT, name, "ROW", APPEND_ONLY)
            wanted |= _no_truncate(name)
    for table in logged_tables():
        if table.name in present:
            wanted |= _changes(table) | _no_truncate(table.name)
            if table.is_kept:
                wanted |= _refuse("keep", "BEFORE DELETE", table.name, "ROW", NO_DELETE)
            wanted |= _frozen(table)
    return wanted


def installed(connection):
    """{name: SQL} of every function and trigger of ours that works here.

    A disabled trigger does not work; a trigger inside another schema is not ours.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, prosrc FROM pg_proc WHERE proname IN %s "
            "AND pronamespace = current_schema()::regnamespace",
            [tuple(FUNCTIONS)],
        )
        found = {name: _function(name, body) for name, body in cursor.fetchall()}
        cursor.execute(
            "SELECT relname || '.' || tgname, pg_get_triggerdef(t.oid, true) "
            "FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid "
            "WHERE tgname ~ '^hoangmai' AND tgenabled IN ('O', 'A') "
            "AND relnamespace = current_schema()::regnamespace"
        )
        return found | dict(cursor.fetchall())


def drop_sql(name):
    table, dot, trigger = name.partition(".")
    if not dot:
        return f"DROP FUNCTION IF EXISTS {name}() CASCADE"
    return f'DROP TRIGGER IF EXISTS {trigger} ON "{table}"'


def _function(name, body):
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql "
        f"AS $hoangmai${body}$hoangmai$"
    )


def _changes(table):
    arguments = [table.pk, ",".join(table.binary), ",".join(table.secret)]
    quoted = ", ".join(f"'{argument}'" for argument in arguments)
    return {
        f"{table.name}.hoangmai_log": (
            f"CREATE TRIGGER hoangmai_log AFTER INSERT OR DELETE OR UPDATE "
            f"ON {table.name} FOR EACH ROW EXECUTE FUNCTION hoangmai_log({quoted})"
        )
    }


def _refuse(name, when, table, each, message, where=""):
    return {
        f"{table}.hoangmai_{name}": (
            f"CREATE TRIGGER hoangmai_{name} {when} ON {table} FOR EACH {each} {where}"
            f"EXECUTE FUNCTION hoangmai_refuse('{message}')"
        )
    }


def _frozen(table):
    """No change of a row that is signed."""
    where = ""
    if table.frozen_when:
        column, value = table.frozen_when
        said = f"old.{column}::text = '{value}'::text"
        said = f"old.{column} IS NOT NULL" if value is FILLED else said
        where = f"WHEN ({said}) "
    elif not table.is_frozen:
        return {}
    return _refuse("frozen", "BEFORE UPDATE", table.name, "ROW", FROZEN, where)


def _no_truncate(table):
    return _refuse("truncate", "BEFORE TRUNCATE", table, "STATEMENT", NO_TRUNCATE)

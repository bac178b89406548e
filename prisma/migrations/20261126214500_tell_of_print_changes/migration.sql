-- Whoever waits for a conversion or a print check hears of its end, whichever statement made it, once that commits.
CREATE FUNCTION "tell_of_print_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('print_changed', NEW.id);
  RETURN NULL;
END
$$;
CREATE TRIGGER "prints_tell_of_change" AFTER UPDATE ON "prints" FOR EACH ROW
  WHEN ((OLD.status, OLD.deleted_at) IS DISTINCT FROM (NEW.status, NEW.deleted_at))
  EXECUTE FUNCTION "tell_of_print_change"();

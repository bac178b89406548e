-- Whoever follows a generation hears of each change of it, whichever statement made it, once that commits.
CREATE FUNCTION "tell_of_generation_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('generation_changed', NEW.id);
  RETURN NULL;
END
$$;
CREATE TRIGGER "generations_tell_of_change" AFTER UPDATE ON "generations" FOR EACH ROW
  WHEN ((OLD.status, OLD.progress, OLD.stage, OLD.attempt, OLD.deleted_at)
    IS DISTINCT FROM (NEW.status, NEW.progress, NEW.stage, NEW.attempt, NEW.deleted_at))
  EXECUTE FUNCTION "tell_of_generation_change"();

-- Written by hand: what Prisma's schema cannot say.

-- Nobody is added to the register, or changed in it, without the country and what a transfer there rests on, whoever writes.
ALTER TABLE "processor_changes" ADD CONSTRAINT "processor_changes_transfer_has_ground" CHECK (
  "kind" = 'ended' OR (
    coalesce("entry" ->> 'country', '') ~ '^[A-Za-z]{2}$'
    AND btrim(coalesce("entry" ->> 'transfer_mechanism', '')) <> ''
  )
);

-- What holds was announced, thirty days ahead.
ALTER TABLE "processor_changes" ADD CONSTRAINT "processor_changes_announced_ahead" CHECK (
  "effective_at" IS NULL OR coalesce("effective_at" - "announced_at" >= interval '30 days', false)
);

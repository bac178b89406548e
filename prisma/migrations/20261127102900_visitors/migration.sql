-- CreateTable
CREATE TABLE "cookie_choices" (
    "id" TEXT NOT NULL,
    "revision" TEXT NOT NULL,
    "analytics" BOOLEAN NOT NULL,
    "preferences" BOOLEAN NOT NULL,
    "signal" BOOLEAN NOT NULL,
    "source" TEXT NOT NULL,
    "user_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cookie_choices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "page_views" (
    "day" DATE NOT NULL,
    "page" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "page_views_pkey" PRIMARY KEY ("day","page")
);

-- CreateIndex
CREATE INDEX "cookie_choices_created_at_idx" ON "cookie_choices"("created_at");

-- CreateIndex
CREATE INDEX "cookie_choices_user_id_idx" ON "cookie_choices"("user_id");



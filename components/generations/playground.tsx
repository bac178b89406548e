"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Image as ImageIcon, Type, WandSparkles } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { getBalanceAction } from "@/app/(dashboard)/credits/actions";
import { createGenerationAction } from "@/app/(dashboard)/generations/actions";
import { balanceKey } from "@/components/shell/balance-meter";
import { unwrapAction } from "@/components/shell/unwrap-action";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeTabs } from "@/components/ui/code-tabs";
import { formatNumber } from "@/components/ui/format";
import { Notice } from "@/components/ui/notice";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { qualities } from "@/lib/generations/schema";
import { DropZone } from "./drop-zone";
import { EnginePicker } from "./engine-picker";
import { FormatPicker } from "./format-picker";
import { PromptField } from "./prompt-field";
import { QualityPicker } from "./quality-picker";
import { requestSamples } from "./request-samples";
import { SizeField } from "./size-field";
import { usePlayground } from "./use-playground";

/** Drop a picture or say it in words, see the price, and submit. */
export function Playground({ balance: initialBalance, base }: { balance: number; base: string }) {
  const form = usePlayground();
  const { input, settings } = form;
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const router = useRouter();
  const client = useQueryClient();
  const { data: balance } = useQuery({
    queryKey: balanceKey,
    queryFn: () => unwrapAction(getBalanceAction({})),
    initialData: initialBalance,
    staleTime: 30_000,
  });
  const price = qualities[settings.quality].credits;
  const affordable = price <= balance;

  async function submit() {
    setPending(true);
    setProblem(null);
    const result = await createGenerationAction(form.submission()).catch(() => null);
    if (result?.ok) {
      await client.invalidateQueries({ queryKey: balanceKey });
      return router.push(`/generations/${result.data.id}`);
    }
    setProblem(result?.error.message ?? "The server cannot be reached. Check your connection and try again.");
    setPending(false);
  }

  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem] xl:grid-cols-[minmax(0,1fr)_25rem]">
      <div className="grid min-w-0 content-start gap-6">
        <Tabs value={input} onValueChange={(next) => form.setInput(next as typeof input)}>
          <TabsList aria-label="What to make the model from" className="mb-3">
            <TabsTrigger value="image">
              <ImageIcon aria-hidden className="size-4" /> Picture
            </TabsTrigger>
            <TabsTrigger value="prompt">
              <Type aria-hidden className="size-4" /> Words
            </TabsTrigger>
          </TabsList>
          <TabsContent value="image">
            <DropZone
              image={form.image}
              onRefuse={setProblem}
              onChange={(image) => {
                setProblem(null);
                form.setImage(image);
              }}
            />
          </TabsContent>
          <TabsContent value="prompt">
            <PromptField value={form.prompt} onChange={form.setPrompt} />
          </TabsContent>
        </Tabs>
        <section className="min-w-0 max-lg:hidden">
          <h2 className="mb-2 text-sm font-medium">The same call from your code</h2>
          <CodeTabs
            samples={requestSamples(
              base,
              form.request(),
              input === "image" ? (form.image?.name ?? "picture.png") : null,
            )}
          />
        </section>
      </div>

      <Card className="grid content-start gap-6 self-start p-5">
        <Part name="Quality" note="credits">
          <QualityPicker
            value={settings.quality}
            onChange={form.setQuality}
            forPrompt={input === "prompt"}
            balance={balance}
          />
        </Part>
        <Part name="Engine">
          <EnginePicker input={input} value={settings.engine} onChange={form.setEngine} />
        </Part>
        <Part name="Formats" note="all at one price">
          <FormatPicker
            offered={qualities[settings.quality].formats}
            value={settings.formats}
            onChange={form.setFormats}
          />
        </Part>
        <Part name="Size">
          <SizeField
            sizeMm={settings.size_mm}
            axis={settings.size_axis}
            onSize={form.setSize}
            onAxis={form.setAxis}
          />
        </Part>
        <div className="grid gap-3 border-t border-line pt-5">
          <p className="flex justify-between gap-3 text-sm">
            <span className="text-secondary">
              Price <strong className="font-semibold text-foreground tabular-nums">{price} credits</strong>
            </span>
            <span className="text-faint tabular-nums">
              {formatNumber(balance)} → {affordable ? formatNumber(balance - price) : "not enough"}
            </span>
          </p>
          {problem && <Notice tone="danger">{problem}</Notice>}
          {!affordable && (
            <Notice tone="warning">
              This needs {price - balance} more credits than you have. Choose a lower quality, or ask your
              administrator for more.
            </Notice>
          )}
          <Button
            look="primary"
            size="large"
            pending={pending}
            disabled={!form.ready || !affordable}
            onClick={submit}
            className="w-full"
          >
            <WandSparkles aria-hidden className="size-4" /> Generate
          </Button>
          <p className="text-center text-xs text-faint">
            A generation that fails or is cancelled costs nothing.
          </p>
        </div>
      </Card>
    </div>
  );
}

function Part({ name, note, children }: { name: string; note?: string; children: React.ReactNode }) {
  return (
    <section className="min-w-0">
      <h2 className="mb-2 flex items-baseline justify-between text-sm font-medium">
        {name} {note && <span className="text-xs font-normal text-faint">{note}</span>}
      </h2>
      {children}
    </section>
  );
}

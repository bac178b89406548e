"use client";
import { Image as ImageIcon, Type } from "lucide-react";
import { useCallback, useMemo, useRef, useState } from "react";
import { CodeTabs } from "@/components/ui/code-tabs";
import { Notice } from "@/components/ui/notice";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { PromptField } from "@/components/generations/prompt-field";
import { requestSamples } from "@/components/generations/request-samples";
import { useOnline } from "@/components/shell/use-online";
import type { Generation } from "@/lib/generations/schema";
import type { Beginning } from "./begin-again";
import type { PlaygroundFacts } from "./describe-settings";
import type { OutsideEngine } from "@/lib/generations/schema";
import { EngineGallery } from "./engine-gallery";
import { OutsideNotice } from "./outside-notice";
import type { MapSource } from "./front-map";
import { PictureTab } from "./picture-tab";
import { freshState, frontOf, roomOf, toRequest, withInput, type PlaygroundState } from "./playground-state";
import { EmptyPreview, PreviewPanel } from "./preview-panel";
import { PriceBar } from "./price-bar";
import { ProjectChoice, type OpenProject } from "./project-choice";
import { ResultPanel } from "./result-panel";
import { RunStrip, type Run } from "./run-strip";
import { SettingsColumns } from "./settings-columns";
import { SuggestedWords } from "./suggested-words";
import { useBeginning } from "./use-beginning";
import { useDraft } from "./use-draft";
import { usePasted } from "./use-pasted";
import { usePictures } from "./use-pictures";
import { usePreview } from "./use-preview";
import { useQuote } from "./use-quote";
import { useSubmission } from "./use-submission";
import { useWebGl } from "./use-web-gl";

/** Side of the preview's picture where it is not drawn in 3D: while settings move, and at rest. */
const STILL_SIDES = { draft: 240, whole: 480 };

/** A picture or words in; the model as it would be, at once and for nothing; and then the model, for its price. */
export function Playground({
  facts,
  balance,
  base,
  owner,
  uploadsOutside,
  outside,
  projects,
  beginning,
}: {
  facts: PlaygroundFacts;
  balance: number;
  base: string;
  owner: string;
  uploadsOutside: boolean;
  /** Who may be sent pictures where their engine is asked for. */
  outside: readonly OutsideEngine[];
  /** Those that are not archived. */
  projects: readonly OpenProject[];
  beginning?: Beginning;
}) {
  const { forms, tiers } = facts;
  const [state, setState] = useState<PlaygroundState>(beginning?.state ?? freshState);
  const [runs, setRuns] = useState<Run[]>([]);
  const [shownRun, setShownRun] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const { pictures, busy, take, edit, setMap, remove, restore } = usePictures(setRefused);
  const { webGl, slow, loseWebGl } = useWebGl();
  const online = useOnline();
  const tier = tiers.find(({ name }) => name === state.quality) ?? tiers[0];
  const preview = usePreview(state, pictures, { tier, stillSides: webGl ? undefined : STILL_SIDES });
  const change = useCallback((part: Partial<PlaygroundState>) => {
    setState((before) => ({ ...before, ...part }));
    setShownRun(null);
  }, []);
  useDraft({
    owner,
    begun: beginning !== undefined,
    state,
    pictures,
    setState,
    restore,
  });

  const asked = useRef(state);
  const onMade = useCallback((made: Generation) => {
    setRuns((before) => [...before, { made, state: asked.current }]);
    setShownRun(made.id);
  }, []);
  const { phase, problem, setProblem, submit, giveUp } = useSubmission({
    outside: uploadsOutside,
    onMade,
  });

  const isPicture = state.input === "image";
  const sent = useMemo(
    () => (isPicture ? (state.engine === "hull" ? pictures : pictures.slice(0, 1)) : []),
    [isPicture, state.engine, pictures],
  );
  const front = useMemo(() => frontOf(state, pictures), [state, pictures]);
  const request = toRequest(state, front?.kind);
  const project = projects.find(({ id }) => id === state.project);
  const quote = useQuote(request, { off: isPicture || !online, project: project?.id });
  const onPicture = useCallback(
    (file: Blob, name: string, map?: MapSource) => {
      setRefused(null);
      setProblem(null);
      setShownRun(null);
      take(file, name, { map });
    },
    [take, setProblem],
  );
  useBeginning(beginning, { onPicture, onRefuse: setRefused });
  usePasted((file) => {
    setState((before) => withInput(before, "image", tiers));
    onPicture(file, file.name || "pasted.png");
  });

  function vary(parent: Generation) {
    const run = runs.find(({ made }) => made.id === parent.id);
    if (!run) return;
    const next = { ...run.state, seed: 1 + Math.floor(Math.random() * 2_147_483_646) };
    setState(next);
    asked.current = next;
    const settings = { ...toRequest(next, front?.kind), metadata: { variation_of: parent.id } };
    void submit({ settings, pictures: sent, map: front, project: run.made.project_id ?? undefined });
  }
  const shown = runs.find(({ made }) => made.id === shownRun);
  const misread = preview.refusal?.code === "prompt_not_understood";
  const mapRefused = front !== undefined && mapCodes.includes(preview.refusal?.code ?? "");
  const blocked = whyNot(state, sent.length, { online, busy, misread, mapRefused });
  const [first] = pictures;

  return (
    <div className="grid gap-6">
      <div className="grid gap-4 md:grid-cols-2">
        <Tabs
          value={state.input}
          onValueChange={(next) => {
            setState((before) => withInput(before, next as PlaygroundState["input"], tiers));
            setShownRun(null);
          }}
          className="grid min-w-0 content-start gap-3"
        >
          <TabsList aria-label="What to make the model from" className="justify-self-start">
            <TabsTrigger value="image">
              <ImageIcon aria-hidden className="size-4" /> Picture
            </TabsTrigger>
            <TabsTrigger value="prompt">
              <Type aria-hidden className="size-4" /> Words
            </TabsTrigger>
          </TabsList>
          <TabsContent value="image" className="grid gap-3">
            <PictureTab
              state={state}
              pictures={pictures}
              busy={busy}
              findSubject={(picture) => preview.findSubject(picture, SUBJECT_GRID)}
              change={change}
              onPicture={onPicture}
              onView={(file) => take(file, file.name, { further: true })}
              onEdit={(picture, to, mask) => void edit(picture, to, mask)}
              onMap={(map) => {
                setRefused(null);
                setMap(map);
              }}
              onRemove={remove}
              onRefuse={setRefused}
            />
          </TabsContent>
          <TabsContent value="prompt">
            <PromptField value={state.prompt} onChange={(prompt) => change({ prompt })} />
          </TabsContent>
        </Tabs>
        <div className="grid min-w-0 content-start gap-3">
          <h2 className="flex h-9 items-center text-sm font-medium">{shown ? "Result" : "Live preview"}</h2>
          {shown ? (
            <ResultPanel key={shown.made.id} initial={shown.made} onVary={vary} />
          ) : (
            <PreviewPanel
              preview={preview}
              bedMm={roomOf(state)}
              webGl={webGl}
              slow={slow}
              onNoWebGl={loseWebGl}
              elsewhere={state.engine === "generative"}
              empty={
                <EmptyPreview>
                  {isPicture && first && state.engine === "hull"
                    ? "Add a second view: from the right, for two pictures."
                    : state.engine === "generative"
                      ? "What is made elsewhere is seen when it is made."
                      : isPicture
                        ? "The model stands here as soon as there is a picture, and follows every setting."
                        : "The model stands here as you write, and follows every word."}
                </EmptyPreview>
              }
            />
          )}
          {runs.length > 0 && <RunStrip runs={runs} shown={shownRun} onShow={setShownRun} />}
        </div>
      </div>
      {!isPicture && misread && (
        <SuggestedWords message={preview.refusal?.message ?? ""} onPick={(prompt) => change({ prompt })} />
      )}
      {refused && <Notice tone="danger">{refused}</Notice>}
      <section className="grid gap-2">
        <h2 className="text-sm font-medium">What to make of it</h2>
        <EngineGallery
          input={state.input}
          value={state.engine}
          chosen={preview.shown?.model.engine}
          outside={outside.length > 0}
          onChange={(engine) => change({ engine })}
        />
        {state.engine === "generative" && <OutsideNotice outside={outside} />}
        {state.engine === "auto" && preview.shown && (
          <p className="text-[13px] leading-5 text-secondary">{preview.shown.model.engineReason}</p>
        )}
      </section>
      <SettingsColumns
        state={state}
        tiers={tiers}
        tier={tier}
        balance={balance}
        forms={forms}
        chosen={preview.shown?.model.engine}
        map={front?.kind}
        change={change}
      />
      {projects.length > 0 && (
        <ProjectChoice projects={projects} value={project} onChange={(id) => change({ project: id })} />
      )}
      <section className="min-w-0">
        <h2 className="mb-2 text-sm font-medium">The same call from your code</h2>
        <CodeTabs
          samples={requestSamples(
            base,
            request,
            sent.length > 0 ? sent.map(({ name }) => name) : isPicture ? "picture.png" : null,
            front && { field: front.kind, file: front.name },
          )}
        />
      </section>
      <PriceBar
        tier={tier}
        quoted={quote}
        balance={balance}
        phase={phase}
        problem={problem}
        blocked={blocked}
        onGiveUp={giveUp}
        onSubmit={() => {
          asked.current = state;
          void submit({ settings: request, pictures: sent, map: front, project: project?.id });
        }}
      />
    </div>
  );
}

/** The grid whose pixels the brush works on. */
const SUBJECT_GRID = 640;

/** What the preview refuses a map for, as the server would. */
const mapCodes = ["invalid_image", "image_too_small"];

function whyNot(
  { input, engine, prompt }: PlaygroundState,
  pictures: number,
  {
    online,
    busy,
    misread,
    mapRefused,
  }: { online: boolean; busy: boolean; misread: boolean; mapRefused: boolean },
): string | null {
  if (!online) return "You are offline.";
  if (input === "prompt" && prompt.trim() === "") return "Say in words what to model.";
  if (input === "prompt") return misread ? "These words name no shape that can be built." : null;
  if (busy) return "The picture is being made ready.";
  if (pictures === 0) return "Choose a picture first.";
  if (mapRefused) return "The map cannot be used as it is.";
  return engine === "hull" && pictures < 2 ? "Several views need at least two pictures." : null;
}

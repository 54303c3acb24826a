import { el, keyed, setAttributes, setStyle, setText, show, type View } from "./dom.js";
import type { Step, WorkItem } from "./wire.js";
import { timeOfDay, words } from "./wording.js";

/** One piece of long work: a bar and its steps. */
export function progressView(): View<WorkItem> {
  const title = el("span", { class: "work-title" });
  const figure = el("span", { class: "work-figure" });
  const level = el("span", { class: "bar-level" });
  const bar = el("div", { class: "bar", role: "progressbar", "aria-valuemin": 0, "aria-valuemax": 100 }, level);
  const steps = el("ol", { class: "steps" });
  const error = el("p", { class: "error-text" });
  const root = el("li", { class: "work" }, el("div", { class: "work-head" }, title, figure), bar, steps, error);
  return { root, update };

  function update(work: WorkItem): void {
    setAttributes(root, { "data-work": work.id, "data-state": work.state });
    setText(title, work.title || work.kind);
    setText(figure, work.state === "Running" ? `${work.percentComplete} %` : `${words(work.state)} ${work.ended === null ? "" : timeOfDay(work.ended)}`);
    setAttributes(bar, { "aria-valuenow": work.percentComplete, "aria-label": work.title || work.kind });
    setStyle(level, "--level", String(work.percentComplete / 100));
    show(bar, work.state === "Running");
    show(steps, work.state === "Running" || work.state === "Failed");
    keyed(steps, work.steps.map((step, index) => ({ step, index })), ({ index }) => String(index), stepView);
    setText(error, work.error ?? "");
    show(error, work.error !== null);
  }
}

const marks: Readonly<Record<Step["state"], string>> = { Waiting: "○", Running: "◐", Done: "●", Failed: "✕" };

function stepView(): View<{ step: Step; index: number }> {
  const mark = el("span", { class: "step-mark", "aria-hidden": "true" });
  const name = el("span", { class: "step-name" });
  const detail = el("span", { class: "step-detail" });
  const root = el("li", { class: "step" }, mark, name, detail);
  return { root, update };

  function update({ step }: { step: Step }): void {
    setAttributes(root, { "data-state": step.state });
    setText(mark, marks[step.state]);
    setText(name, words(step.name));
    const due = step.state === "Running" && step.due !== null ? `due ${timeOfDay(step.due)}` : words(step.state);
    setText(detail, step.detail ? `${due} · ${step.detail}` : due);
  }
}

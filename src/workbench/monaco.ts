/**
 * The full editor. This module is large (about a megabyte compressed) and is loaded only when a reader first touches an
 * editor; until it is here, the plain one takes every key.
 */
import { KeyCode, KeyMod, Range, Uri, editor } from "monaco-editor/editor";
import "monaco-editor/features/bracketMatching/register";
import "monaco-editor/features/clipboard/register";
import "monaco-editor/features/comment/register";
import "monaco-editor/features/cursorUndo/register";
import "monaco-editor/features/find/register";
import "monaco-editor/features/format/register";
import "monaco-editor/features/gotoError/register";
import "monaco-editor/features/hover/register";
import "monaco-editor/features/indentation/register";
import "monaco-editor/features/linesOperations/register";
import "monaco-editor/features/multicursor/register";
import "monaco-editor/features/parameterHints/register";
import "monaco-editor/features/quickCommand/register";
import "monaco-editor/features/rename/register";
import "monaco-editor/features/smartSelect/register";
import "monaco-editor/features/suggest/register";
import "monaco-editor/features/toggleTabFocusMode/register";
import "monaco-editor/features/tokenization/register";
import "monaco-editor/features/wordHighlighter/register";
import "monaco-editor/features/wordOperations/register";
import {
  ModuleResolutionKind,
  ScriptTarget,
  typescriptDefaults,
} from "monaco-editor/languages/features/typescript/register";
import "monaco-editor/languages/definitions/typescript/register";
import EditorWorker from "monaco-editor/editor/editor.worker?worker";
import TypeScriptWorker from "monaco-editor/languages/features/typescript/ts.worker?worker";
import { shikiToMonaco } from "@shikijs/monaco";
import { createHighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import { CODE_THEMES } from "./code-themes.ts";

export interface EditorOptions {
  /** The exercise, `part/slug`: names the file that the language service sees. */
  readonly name: string;
  readonly text: string;
  /** What the editor is called. */
  readonly label: string;
  readonly typesUrl: string;
  /** What the text may use beside the core, as declarations. */
  readonly declarations?: string | undefined;
  readonly onChange: (text: string) => void;
  readonly onRun: () => void;
  readonly onLeave: () => void;
}

export interface FullEditor {
  focus(): void;
  /** Replaces the whole text as one edit that undo takes back. */
  setText(text: string): void;
  /** Selects between two offsets into the text. */
  select(start: number, end: number): void;
  dispose(): void;
}

let ready: Promise<void> | undefined;

/** Puts the full editor into the element. */
async function openEditor(element: HTMLElement, options: EditorOptions): Promise<FullEditor> {
  ready ??= prepare(options.typesUrl);
  await ready;
  const uri = Uri.parse(`file:///exercises/${options.name}.ts`);
  const model = editor.getModel(uri) ?? editor.createModel(options.text, "typescript", uri);
  model.setValue(options.text);
  const declared =
    options.declarations === undefined
      ? undefined
      : typescriptDefaults.addExtraLib(options.declarations, `file:///exercises/${options.name}.globals.d.ts`);
  model.updateOptions({ tabSize: 2, insertSpaces: true });

  const { fontFamily, fontSize, lineHeight } = getComputedStyle(element);
  const instance = editor.create(element, {
    model,
    ariaLabel: options.label,
    automaticLayout: true,
    fontFamily,
    fontSize: parseFloat(fontSize),
    lineHeight: parseFloat(lineHeight),
    fontLigatures: false,
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 8,
    glyphMargin: false,
    folding: false,
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    padding: { top: 12, bottom: 12 },
    renderLineHighlight: "none",
    renderFinalNewline: "on",
    scrollBeyondLastLine: false,
    // The page goes on scrolling when the editor has nothing left to scroll.
    scrollbar: { alwaysConsumeMouseWheel: false },
    fixedOverflowWidgets: true,
    occurrencesHighlight: "off",
    // Faded code is hard to read, and in a stub every parameter is unused.
    showUnused: false,
    wordBasedSuggestions: "off",
    quickSuggestions: { other: true, comments: false, strings: false },
  });
  const themes = new MutationObserver(setTheme);
  themes.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  instance.onDidChangeModelContent(() => options.onChange(model.getValue()));
  instance.addCommand(KeyMod.CtrlCmd | KeyCode.Enter, options.onRun);
  instance.addCommand(
    KeyCode.Escape,
    options.onLeave,
    "!inQuickInput && !suggestWidgetVisible && !findWidgetVisible && !renameInputVisible && !parameterHintsVisible && !markersNavigationVisible && !editorHasMultipleSelections && !editorHoverVisible",
  );

  return {
    focus: () => instance.focus(),
    setText(text) {
      if (text === model.getValue()) return;
      instance.pushUndoStop();
      instance.executeEdits("workbench", [{ range: model.getFullModelRange(), text }]);
      instance.pushUndoStop();
      instance.setScrollTop(0);
    },
    select(start, end) {
      instance.setSelection(Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end)));
    },
    dispose() {
      themes.disconnect();
      declared?.dispose();
      instance.dispose();
      model.dispose();
    },
  };
}

/** Puts the full editor in the place of the plain one, with its text and its cursor; undefined when that has gone meanwhile. */
export async function takeOver(
  plain: HTMLTextAreaElement,
  place: HTMLElement,
  options: Omit<EditorOptions, "text">,
): Promise<FullEditor | undefined> {
  const opened = await openEditor(place, { ...options, text: plain.value });
  if (!plain.isConnected) {
    opened.dispose();
    return undefined;
  }
  // What was typed while the editor was being made is the truth, and the cursor stands where it stood.
  opened.setText(plain.value);
  opened.select(plain.selectionStart, plain.selectionEnd);
  // A press that comes while it is not quite there would be lost.
  place.addEventListener("pointerup", () => {
    if (!place.contains(document.activeElement)) opened.focus();
  });
  return opened;
}

/** Once a page: colours, workers, and the declarations of the core. */
async function prepare(typesUrl: string): Promise<void> {
  self.MonacoEnvironment = {
    getWorker: (_, label) => (label === "typescript" ? new TypeScriptWorker() : new EditorWorker()),
  };
  const [types, highlighter] = await Promise.all([
    fetchTypes(typesUrl),
    createHighlighterCore({
      themes: [
        import("shiki/themes/github-light-high-contrast.mjs"),
        import("shiki/themes/github-dark-high-contrast.mjs"),
      ],
      langs: [import("shiki/langs/typescript.mjs")],
      engine: createJavaScriptRegexEngine(),
    }),
  ]);
  typescriptDefaults.setCompilerOptions({
    target: ScriptTarget.ESNext,
    lib: ["es2023"],
    moduleResolution: ModuleResolutionKind.NodeJs,
    strict: true,
    noUncheckedIndexedAccess: true,
    allowNonTsExtensions: true,
    typeRoots: [],
  });
  typescriptDefaults.setEagerModelSync(true);
  for (const [path, text] of Object.entries(types)) typescriptDefaults.addExtraLib(text, `file:///${path}`);
  shikiToMonaco(highlighter, { editor, languages: (await import("monaco-editor/editor")).languages } as never);
  setTheme();
}

/** Types are a help, not a condition: without them the editor still edits. */
async function fetchTypes(url: string): Promise<Record<string, string>> {
  try {
    return (await (await fetch(url)).json()) as Record<string, string>;
  } catch {
    return {};
  }
}

function setTheme(): void {
  editor.setTheme(document.documentElement.dataset["theme"] === "light" ? CODE_THEMES.light : CODE_THEMES.dark);
}

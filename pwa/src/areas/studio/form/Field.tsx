/** Fields of the form: each with its name, what it means, and what is still wrong with it. */

import "./form.css";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { FieldProblem } from "../server";

interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem?: FieldProblem | undefined;
}

interface Described {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": boolean | undefined;
}

interface FrameProps extends FieldProps {
  readonly aside?: ComponentChildren;
  readonly children: (described: Described) => ComponentChildren;
}

function Frame({ label, hint, problem, aside, children }: FrameProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
  return (
    <div class="field">
      <div class="field-head">
        <label for={id}>{label}</label>
        {aside}
      </div>
      {children({
        id,
        "aria-describedby": described || undefined,
        "aria-invalid": problem ? true : undefined,
      })}
      {hint && (
        <p id={`${id}-hint`} class="quiet small">
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} class="field-problem small">
          {problem.message}
        </p>
      )}
    </div>
  );
}

interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly type?: "text" | "date" | "time" | "url";
  readonly rows?: number;
  readonly lang?: string;
  readonly aside?: ComponentChildren;
}

/** Words, a date or a time. */
export function TextField({ value, onInput, type = "text", rows, lang, ...frame }: TextFieldProps) {
  return (
    <Frame {...frame}>
      {(described) =>
        rows === undefined ? (
          <input
            {...described}
            class="input"
            // One kind of field to TypeScript; each type has attributes of its own that are not used here.
            type={type as "text"}
            lang={lang}
            value={value}
            onInput={(event) => onInput(event.currentTarget.value)}
          />
        ) : (
          <textarea
            {...described}
            class="input"
            rows={rows}
            lang={lang}
            value={value}
            onInput={(event) => onInput(event.currentTarget.value)}
          />
        )
      }
    </Frame>
  );
}

interface NumberFieldProps extends FieldProps {
  readonly value: number | null;
  readonly min: number;
  readonly max: number;
  /** Null where the field is left empty; without it, an empty field changes nothing. */
  readonly onEmpty?: () => void;
  readonly onInput: (value: number) => void;
}

/** A whole number; what does not fit is not taken over until it does. */
export function NumberField({ value, min, max, onInput, onEmpty, ...frame }: NumberFieldProps) {
  return (
    <Frame {...frame}>
      {(described) => (
        <input
          {...described}
          class="input input-number"
          type="number"
          inputMode="numeric"
          min={min}
          max={max}
          step={1}
          value={value ?? ""}
          onInput={(event) => {
            const { value: typed, valueAsNumber: number } = event.currentTarget;
            if (typed === "") onEmpty?.();
            else if (Number.isInteger(number) && number >= min && number <= max) onInput(number);
          }}
        />
      )}
    </Frame>
  );
}

interface PickProps<T extends string> extends FieldProps {
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}

/** One of many. */
export function Pick<T extends string>({ value, options, onChange, ...frame }: PickProps<T>) {
  return (
    <Frame {...frame}>
      {(described) => (
        <select
          {...described}
          class="input"
          value={value}
          onChange={(event) => onChange(event.currentTarget.value as T)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Frame>
  );
}

interface ExplainedProps<T extends string> {
  readonly legend: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string; readonly means: string }[];
  readonly onChange: (value: T) => void;
}

/** One of a few, each with a line that says what it means. */
export function Explained<T extends string>({ legend, value, options, onChange }: ExplainedProps<T>) {
  const name = useId();
  return (
    <fieldset class="field">
      <legend>{legend}</legend>
      <div class="explained">
        {options.map((option) => (
          <label key={option.value} class="option">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>
              <span class="explained-name">{option.label}</span>
              <span class="quiet small">{option.means}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface SeveralProps {
  readonly legend: string;
  readonly hint?: string;
  readonly problem?: FieldProblem | undefined;
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
    readonly long?: string;
    readonly note?: string;
  }[];
  readonly chosen: readonly string[];
  readonly onToggle: (value: string) => void;
}

/** Some of a few. */
export function Several({ legend, hint, problem, options, chosen, onToggle }: SeveralProps) {
  const id = useId();
  return (
    <fieldset class="field" aria-describedby={`${id}-hint`}>
      <legend>{legend}</legend>
      <div class="choice-bar">
        {options.map((option) => (
          <label class="choice" key={option.value}>
            <input
              type="checkbox"
              aria-label={option.long}
              checked={chosen.includes(option.value)}
              onChange={() => onToggle(option.value)}
            />
            <span>
              {option.label}
              {option.note && <small>{option.note}</small>}
            </span>
          </label>
        ))}
      </div>
      <p id={`${id}-hint`} class={problem ? "field-problem small" : "quiet small"}>
        {problem?.message ?? hint}
      </p>
    </fieldset>
  );
}

/** What is wrong with a field, by the beginning of its path. */
export function problemAt(problems: readonly FieldProblem[], path: string): FieldProblem | undefined {
  return problems.find(({ field }) => field === path || field.startsWith(`${path}.`));
}

'use client';
import { type ReactNode, useId } from 'react';
import { Icon } from './icon.tsx';

interface FieldProps {
  label: string;
  hint?: string;
  error?: string | null;
}

/** Label above, control, then hint or error; `render` gets the ids that tie them together. */
export function Field(
  props: FieldProps & {
    render: (ids: {
      id: string;
      'aria-describedby': string | undefined;
      'aria-invalid': true | undefined;
    }) => ReactNode;
  },
) {
  const id = useId();
  const note = `${id}-note`;
  const described = props.error || props.hint ? note : undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      {props.render({ id, 'aria-describedby': described, 'aria-invalid': props.error ? true : undefined })}
      {props.error ? (
        <span id={note} className="err">
          <Icon name="warn" />
          {props.error}
        </span>
      ) : props.hint ? (
        <span id={note} className="hint">
          {props.hint}
        </span>
      ) : null}
    </div>
  );
}

export function TextField(
  props: FieldProps & {
    value: string;
    onChange: (value: string) => void;
    onBlur?: () => void;
    type?: 'text' | 'email' | 'date' | 'datetime-local' | 'search';
    placeholder?: string;
    required?: boolean;
    autoFocus?: boolean;
    rows?: number;
  },
) {
  const shared = { className: 'input', value: props.value, onBlur: props.onBlur, required: props.required };
  return (
    <Field
      {...props}
      render={(ids) =>
        props.rows ? (
          <textarea {...ids} {...shared} rows={props.rows} onChange={(e) => props.onChange(e.target.value)} />
        ) : (
          <input
            {...ids}
            {...shared}
            type={props.type ?? 'text'}
            placeholder={props.placeholder}
            autoComplete="off"
            onChange={(e) => props.onChange(e.target.value)}
          />
        )
      }
    />
  );
}

export function SelectField(
  props: FieldProps & {
    value: string;
    onChange: (value: string) => void;
    options: { value: string; label: string }[];
    placeholder?: string;
  },
) {
  return (
    <Field
      {...props}
      render={(ids) => (
        <select {...ids} className="input" value={props.value} onChange={(e) => props.onChange(e.target.value)}>
          {props.placeholder ? <option value="">{props.placeholder}</option> : null}
          {props.options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    />
  );
}

// What a page that has to be loaded again takes along: what was typed, where the focus is, and the page's own data.

const CARRIED = "hmr.carried";
const FIELDS = "input:not([type=password], [type=file], [type=hidden]), textarea, select";

/** @typedef {{url: string, data: unknown, focus: number, values: (string | boolean | string[] | null)[]}} Carried */

/** @param {Record<string, unknown>} data */
function pack(data) {
  const fields = [...document.querySelectorAll(FIELDS)];
  /** @type {Carried} */
  const carried = {
    url: location.href,
    data,
    focus: fields.indexOf(document.activeElement),
    values: fields.map((field) => (isTouched(field) ? valueOf(field) : null)),
  };
  try {
    sessionStorage.setItem(CARRIED, JSON.stringify(carried));
  } catch (e) {
    console.info(`[hmr] What was typed and hmr.data cannot be kept: ${e}`);
  }
}

/** What the page before this one packed, once. @returns {Carried | undefined} */
function unpack() {
  try {
    const text = sessionStorage.getItem(CARRIED);
    sessionStorage.removeItem(CARRIED);
    const carried = text ? JSON.parse(text) : undefined;
    return carried?.url === location.href ? carried : undefined;
  } catch {
    return undefined; // This page may not use sessionStorage.
  }
}

/** Fills the fields again, as the user did. @param {Carried} carried */
function refill({ values, focus }) {
  const fields = [...document.querySelectorAll(FIELDS)];
  if (fields.length !== values.length) {
    return; // Another form: better nothing than something in the wrong field.
  }
  values.forEach((value, i) => {
    if (value !== null && `${value}` !== `${valueOf(fields[i])}`) {
      setValue(fields[i], value);
      fields[i].dispatchEvent(new Event("input", { bubbles: true }));
      fields[i].dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
  if (document.activeElement === document.body) {
    /** @type {HTMLElement | undefined} */ (fields[focus])?.focus({ preventScroll: true });
  }
}

/** @param {any} field */
function isTouched(field) {
  return field.options
    ? [...field.options].some((option) => option.selected !== option.defaultSelected)
    : isSwitch(field)
      ? field.checked !== field.defaultChecked
      : field.value !== field.defaultValue;
}

/** @param {any} field */
function valueOf(field) {
  return field.options ? [...field.selectedOptions].map((option) => option.value) : isSwitch(field) ? field.checked : field.value;
}

/**
 * @param {any} field
 * @param {any} value
 */
function setValue(field, value) {
  if (field.options) {
    [...field.options].forEach((option) => (option.selected = value.includes(option.value)));
  } else if (isSwitch(field)) {
    field.checked = value;
  } else {
    field.value = value;
  }
}

/** @param {any} field */
function isSwitch(field) {
  return field.type === "checkbox" || field.type === "radio";
}

// The control interface of the simulator: plain calls, and live events.

export async function get(path) {
  return answer(await fetch(path));
}

export async function post(path, values = {}) {
  const headers = { "Content-Type": "application/json" };
  return answer(await fetch(path, { method: "POST", headers, body: JSON.stringify(values) }));
}

async function answer(response) {
  const body = await response.json();
  if (!response.ok) throw Object.assign(new Error(body.error ?? response.statusText), { status: response.status });
  return body;
}

const KINDS = ["message", "answer", "phone", "commands", "typing", "clock", "story"];

// Calls handlers.load() after each (re)connection, then handlers[kind](data) for every event,
// also for those that came while it was loading; handlers.lost() while there is no connection.
export function listen(handlers) {
  const source = new EventSource("/control/events");
  let early = [];
  let loading = false;
  let again = false;
  const load = async () => {
    again = true;
    if (loading) return;
    loading = true;
    early ??= [];
    try {
      while (again) {
        again = false;
        await handlers.load();
      }
    } finally {
      loading = false;
    }
    const held = early;
    early = null;
    for (const [kind, data] of held) handlers[kind](data);
  };
  source.onopen = load;
  source.onerror = () => handlers.lost();
  source.addEventListener("reload", load);
  for (const kind of KINDS) {
    source.addEventListener(kind, (event) => {
      const data = JSON.parse(event.data);
      if (early) early.push([kind, data]);
      else handlers[kind](data);
    });
  }
}

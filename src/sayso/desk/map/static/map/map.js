// The map of the front page, and the timeline as its brush. Text comes from the page (data-…) and goes in as text, never as HTML.
"use strict";
(function () {
  const box = document.getElementById("map");
  if (!box || !window.L) return;
  const said = box.dataset;
  box.replaceChildren();
  const map = L.map(box, { zoomControl: false, worldCopyJump: true, minZoom: 1, maxZoom: said.tiles ? 18 : 10, zoomSnap: 0.5 });
  map.attributionControl.setPrefix(false);
  map.attributionControl.addAttribution(text(said.credit));
  L.control.zoom({ zoomInTitle: said.in, zoomOutTitle: said.out, position: document.dir === "rtl" ? "topright" : "topleft" }).addTo(map);
  map.setView([20, 20], 1.5);

  function text(words) {
    const span = document.createElement("span");
    span.textContent = words || "";
    return span.innerHTML;
  }

  // ---- the world: land and borders, and the names of the countries that have room for one
  map.createPane("world").style.zIndex = 200;
  map.createPane("names").style.zIndex = 450;
  map.getPane("names").style.pointerEvents = "none";
  const names = L.layerGroup().addTo(map);
  async function draw() {
    const [world, named] = await Promise.all([said.world, said.names].map((address) => fetch(address).then((r) => r.json())));
    const countries = topojson.feature(world, world.objects.countries);
    L.geoJSON(countries, { pane: "world", interactive: false, renderer: L.svg({ pane: "world", padding: 0.5 }), style: { className: "country", weight: 0.7 } }).addTo(map);
    const labels = countries.features.map((country) => label(country, named[country.id])).filter(Boolean);
    const place = () => {
      names.clearLayers();
      for (const one of labels) {
        const width = map.project(one.box.getNorthEast()).x - map.project(one.box.getSouthWest()).x;
        if (width > 9 * one.words.length + 20 && inside(one.at, 4 * one.words.length + 8)) {
          const span = document.createElement("span");
          span.textContent = one.words;
          L.marker(one.at, { pane: "names", interactive: false, keyboard: false, icon: L.divIcon({ className: "country-name", html: span, iconSize: [0, 0] }) }).addTo(names);
        }
      }
    };
    map.on("moveend zoomend", place);
    place();
  }
  function inside(point, margin) {
    const at = map.latLngToContainerPoint(point);
    const frame = map.getSize();
    return at.x > margin && at.x < frame.x - margin && at.y > 10 && at.y < frame.y - 10;
  }
  // Where a country's name goes: the middle of its largest part.
  function label(country, words) {
    if (!words || !country.geometry) return null;
    const parts = country.geometry.type === "Polygon" ? [country.geometry.coordinates] : country.geometry.coordinates;
    let best = null;
    for (const [ring] of parts) {
      const box = L.latLngBounds(ring.map(([lon, lat]) => [lat, lon]));
      const size = (box.getEast() - box.getWest()) * (box.getNorth() - box.getSouth());
      if (box.getEast() - box.getWest() < 180 && (!best || size > best.size)) best = { size, box, words, at: box.getCenter() };
    }
    return best;
  }
  function ground() {
    if (said.tiles) L.tileLayer(said.tiles, { attribution: text(said.tilesCredit), maxZoom: 18, referrerPolicy: "no-referrer" }).addTo(map);
    else draw();
  }

  // ---- the places, each drawn by how precisely it is known
  let places = [];
  const drawn = L.layerGroup().addTo(map);
  function many(n) { return n === 1 ? said.one : said.many.replace("#", n.toLocaleString(document.documentElement.lang)); }
  function shape(place, count) {
    const at = [place.lat, place.lon];
    if (place.shape === "point") return L.circleMarker(at, { className: "spot", radius: size(count) });
    if (place.box) return L.rectangle([[place.box[0], place.box[1]], [place.box[2], place.box[3]]], { className: "spot spot-area" });
    const kind = place.shape === "disc" ? "spot spot-disc" : "spot spot-area";
    return L.circle(at, { className: kind, radius: 1000 * (place.radius_km || 10) });
  }
  function size(count) { return Math.min(28, 4 + 2.8 * Math.sqrt(count)); }
  function card(place, count) {
    const card = document.createElement("div");
    const link = document.createElement("a");
    link.href = place.url;
    link.textContent = place.name;
    const line = document.createElement("p");
    line.textContent = many(count) + (place.shape === "area" ? " · " + said.area : place.shape === "disc" ? " · " + said.near : "");
    card.append(link, line);
    return card;
  }
  function show(first, last) {
    drawn.clearLayers();
    visible = [];
    const order = { area: 0, disc: 1, point: 2 };
    for (const place of [...places].sort((a, b) => order[a.shape] - order[b.shape] || b.count - a.count)) {
      let count = place.count;
      if (first !== null) {
        count = 0;
        for (const [bar, n] of Object.entries(place.bars)) if (+bar >= first && +bar <= last) count += n;
      }
      if (!count) continue;
      visible.push([place, count]);
      const layer = shape(place, count).bindPopup(() => card(place, count)).bindTooltip(text(place.name + ": " + many(count))).addTo(drawn);
      // An area is small from afar: a dot shows that there is something to come closer for.
      if (place.shape !== "point") L.circleMarker([place.lat, place.lon], { className: "spot spot-dot", radius: 2, interactive: false }).addTo(drawn);
      const path = layer.getElement();
      // Few places are steps of the keyboard; many would stand in its way, and the list beside the map has them too.
      if (path && places.length <= 30) {
        path.setAttribute("tabindex", "0");
        path.setAttribute("role", "button");
        path.setAttribute("aria-label", place.name + ": " + many(count));
        path.addEventListener("keydown", (event) => { if (event.key === "Enter") layer.openPopup(); });
      }
    }
    visible.sort((a, b) => b[1] - a[1]);
    if (map._loaded) { name(); count_outside(); }
  }
  fetch(said.places).then((answer) => answer.json()).then((data) => {
    places = data.places;
    show(null, null);
    const points = places.flatMap((p) => (p.box ? [[p.box[0], p.box[1]], [p.box[2], p.box[3]]] : [[p.lat, p.lon]]));
    if (points.length) map.fitBounds(middle(points), { padding: [30, 30], maxZoom: 6.5, animate: false });
    ground();
  });
  // What lies far from nearly everything else doesn't set the frame: the middle nine tenths do.
  function middle(points) {
    if (points.length < 8) return points;
    const cut = Math.max(1, Math.floor(points.length / 12));
    const lats = points.map((p) => p[0]).sort((a, b) => a - b).slice(cut, -cut);
    const lons = points.map((p) => p[1]).sort((a, b) => a - b).slice(cut, -cut);
    return [[lats[0], lons[0]], [lats.at(-1), lons.at(-1)]];
  }

  // ---- names beside the places, as many as there is room for
  const labels = L.layerGroup().addTo(map);
  let visible = [];
  function name() {
    labels.clearLayers();
    const taken = [];
    const frame = map.getSize();
    for (const [place, count] of visible) {
      if (taken.length >= 16) break;
      const at = map.latLngToContainerPoint([place.lat, place.lon]);
      const gap = place.shape === "point" ? size(count) + 4 : 7;
      const box = { left: at.x + gap - 2, right: at.x + gap + 7.4 * place.name.length, top: at.y - 9, bottom: at.y + 9 };
      if (box.left < 50 || box.top < 4 || box.right > frame.x - 4 || box.bottom > frame.y - 22) continue;
      if (taken.some((b) => box.left < b.right && box.right > b.left && box.top < b.bottom && box.bottom > b.top)) continue;
      if (visible.some(([p, n]) => p !== place && p.shape === "point" && covers(box, map.latLngToContainerPoint([p.lat, p.lon]), size(n)))) continue;
      taken.push(box);
      const span = document.createElement("span");
      span.textContent = place.name;
      span.style.left = gap + "px";
      L.marker([place.lat, place.lon], { pane: "names", interactive: false, keyboard: false, icon: L.divIcon({ className: "place-name", html: span, iconSize: [0, 0] }) }).addTo(labels);
    }
  }
  function covers(box, at, radius) {
    return at.x + radius > box.left && at.x - radius < box.right && at.y + radius > box.top && at.y - radius < box.bottom;
  }
  map.on("moveend", name);

  // ---- what lies outside the frame is said, and a press away
  const outside = L.control({ position: "bottomleft" });
  outside.onAdd = () => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "outside";
    L.DomEvent.disableClickPropagation(button);
    button.addEventListener("click", () => map.fitBounds(visible.map(([p]) => [p.lat, p.lon]), { padding: [30, 30], maxZoom: 6.5 }));
    return button;
  };
  outside.addTo(map);
  function count_outside() {
    const bounds = map.getBounds();
    const n = visible.filter(([p]) => !bounds.contains([p.lat, p.lon])).length;
    const button = outside.getContainer();
    button.hidden = !n;
    button.textContent = n === 1 ? said.outsideOne : said.outsideMany.replace("#", n);
  }
  map.on("moveend", count_outside);

  // ---- the timeline as a brush: drag over the bars
  const bars = document.querySelector(".bars");
  const note = document.getElementById("brushed");
  if (!bars || !note) return;
  const all = [...bars.querySelectorAll(".bar")];
  const count = bars.viewBox.baseVal.width / 10;
  let from = null;
  let moved = false;
  function at(event) {
    const edge = bars.getBoundingClientRect();
    const part = (event.clientX - edge.left) / edge.width;
    return Math.max(0, Math.min(count - 1, Math.floor(part * count)));
  }
  function brush(first, last) {
    bars.classList.add("brushing");
    const inside = all.filter((bar) => +bar.dataset.bar >= first && +bar.dataset.bar <= last);
    for (const bar of all) bar.classList.toggle("in", inside.includes(bar));
    show(first, last);
    note.hidden = !inside.length;
    if (!inside.length) return;
    const days = [inside[0].dataset.first, inside.at(-1).dataset.last];
    let i = 0;
    note.firstElementChild.textContent = note.dataset.said.replace(/#/g, () => days[i++]);
    const link = note.querySelector("a");
    const address = new URL(link.href);
    address.searchParams.set("from", days[0]);
    address.searchParams.set("to", days[1]);
    address.searchParams.delete("page");
    link.href = address.href;
  }
  function clear() {
    bars.classList.remove("brushing");
    note.hidden = true;
    show(null, null);
  }
  bars.addEventListener("pointerdown", (event) => { if (event.button === 0) { from = at(event); moved = false; } });
  addEventListener("pointermove", (event) => {
    if (from === null) return;
    const to = at(event);
    if (to !== from || moved) { moved = true; event.preventDefault(); brush(Math.min(from, to), Math.max(from, to)); }
  });
  addEventListener("pointerup", () => { from = null; });
  bars.addEventListener("dragstart", (event) => event.preventDefault());
  bars.addEventListener("click", (event) => { if (moved) event.preventDefault(); });
  note.querySelector("button").addEventListener("click", clear);
})();

// The first page goes on in the first language of the reader that the report has; without one both links stay.
const links = new Map([...document.querySelectorAll("a[hreflang]")].map((link) => [link.hreflang, link]));
const wanted = (navigator.languages || []).map((tag) => tag.slice(0, 2).toLowerCase()).find((lang) => links.has(lang));
if (wanted && location.hash !== "#choose") location.replace(links.get(wanted).href);

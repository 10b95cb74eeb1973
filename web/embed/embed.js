// SPDX-License-Identifier: MIT
// Both ends of a frame that is as high as what it shows. In the frame (`data-frame`) it tells the
// page around it how high that is; in a page it gives each frame the height that it tells.
(() => {
  'use strict';
  if (document.currentScript && 'frame' in document.currentScript.dataset) {
    if (window === window.parent) return;
    const root = document.documentElement;
    const tell = () => {
      const height = document.body.childElementCount ? Math.ceil(root.getBoundingClientRect().height) : 0;
      window.parent.postMessage({mujaz: 'height', height}, '*');
    };
    new ResizeObserver(tell).observe(root);
    tell();
    return;
  }
  addEventListener('message', ({data, source, origin}) => {
    if (!data || data.mujaz !== 'height' || !(data.height >= 0 && data.height <= 20000)) return;
    for (const frame of document.querySelectorAll('iframe'))
      if (frame.contentWindow === source && new URL(frame.src, location.href).origin === origin)
        frame.style.height = `${data.height}px`;
  });
})();

/**
 * Runs before the app and writes down what really happens: the sound that reaches the loudspeaker and the microphone,
 * the words of the state line, every request for the microphone, every socket and how it ended. It changes nothing.
 */
(() => {
  const seen = { out: [], mic: [], states: [], asked: 0, sockets: [] };
  window.seen = seen;
  const now = () => Math.round(performance.now() * 10) / 10;

  const { mediaDevices } = navigator;
  if (mediaDevices) {
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = (wanted) => {
      seen.asked += 1;
      return ask(wanted);
    };
  }

  // One meter a context for what goes to the loudspeaker, one a source for what the microphone hears.
  const connect = AudioNode.prototype.connect;
  const meters = new Map();
  function meter(key, context, list) {
    if (meters.has(key)) return meters.get(key);
    const analyser = new AnalyserNode(context, { fftSize: 1024 });
    const samples = new Float32Array(analyser.fftSize);
    setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      let sum = 0;
      for (const sample of samples) sum += sample * sample;
      list.push([now(), Math.sqrt(sum / samples.length)]);
    }, 10);
    meters.set(key, analyser);
    return analyser;
  }
  AudioNode.prototype.connect = function (...wanted) {
    if (wanted[0] instanceof AudioDestinationNode)
      connect.call(this, meter(wanted[0], this.context, seen.out));
    if (this instanceof MediaStreamAudioSourceNode && !meters.has(this))
      connect.call(this, meter(this, this.context, seen.mic));
    return connect.apply(this, wanted);
  };

  window.WebSocket = class extends WebSocket {
    constructor(...wanted) {
      super(...wanted);
      const socket = { opened: null, closed: null, code: null };
      seen.sockets.push(socket);
      this.addEventListener("open", () => { socket.opened = now(); });
      this.addEventListener("close", (event) => Object.assign(socket, { closed: now(), code: event.code }));
    }
  };

  addEventListener("DOMContentLoaded", () => {
    const look = () => {
      const words = document.querySelector(".state-line")?.textContent ?? null;
      if (words !== null && words !== seen.states.at(-1)?.[1]) seen.states.push([now(), words]);
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
    look();
  });
})();

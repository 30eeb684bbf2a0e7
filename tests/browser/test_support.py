"""The tests' own tools: a camera that shows a person, processes that die and come back."""

import json
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.processes import Server, Worker

pytestmark = pytest.mark.browser

_LOOK = """async () => {
  const stream = await navigator.mediaDevices.getUserMedia({video: true});
  const video = document.createElement("video");
  video.srcObject = stream;
  await video.play();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
  canvas.getContext("2d").drawImage(video, 0, 0);
  const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const colours = new Set(new Uint32Array(data.buffer)).size;
  return {width: canvas.width, height: canvas.height, colours};
}"""


def test_the_camera_of_a_phone_shows_the_photo(phone_page: Page, person: Path) -> None:
    phone_page.goto("/healthz/web")
    seen = phone_page.evaluate(_LOOK)
    assert (seen["width"], seen["height"]) == (720, 960)
    assert seen["colours"] > 5000


def test_a_killed_worker_and_a_killed_server_come_back(worker: Worker, server: Server) -> None:
    for part in (worker, server):
        part.kill()
        assert not part.service.alive
    server.start()
    worker.start()
    with urllib.request.urlopen(server.address("/healthz")) as answer:
        assert json.load(answer)["ready"] is True

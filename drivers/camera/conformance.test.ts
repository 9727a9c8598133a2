import { setUpCamera } from '../testing/camera-bench.ts';
import { describeConformance } from '../testing/conformance.ts';

describeConformance('camera', () => {
  const world = setUpCamera();
  world.film();
  return {
    clock: world.clock,
    device: world.camera,
    operate: world.camera.takePicture,
    plug: world.plug,
    unplug: world.unplug,
    silence: world.silence,
    babble: world.page.offer,
    asked: world.asked,
    logged: world.logged,
    // The byte of a frame that is its picture.
    personal: ['FFD8FF78'],
  };
});

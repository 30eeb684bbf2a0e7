"""How the networks come to be: package, .tflite, ONNX; without TensorFlow."""

"""TFLite operators in ONNX's words, one small family a module."""

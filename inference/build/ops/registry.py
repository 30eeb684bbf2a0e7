"""The only list of the operators we can translate."""

from collections.abc import Callable, Mapping

from inference.build.ops import activation, arithmetic, conv, landmarks, padding, pool, shape
from inference.build.reader import Op
from inference.build.scope import Scope

TRANSLATIONS: Mapping[str, Callable[[Scope, Op], None]] = {
    "ADD": arithmetic.add,
    "AVERAGE_POOL_2D": pool.average_pool_2d,
    "CONCATENATION": shape.concatenation,
    "CONV_2D": conv.conv_2d,
    "Convolution2DTransposeBias": conv.transpose_conv_bias,
    "DEPTHWISE_CONV_2D": conv.depthwise_conv_2d,
    "DEPTH_TO_SPACE": shape.depth_to_space,
    "FULLY_CONNECTED": conv.fully_connected,
    "HARD_SWISH": activation.hard_swish,
    "Landmarks2TransformMatrix": landmarks.landmarks_to_matrix,
    "LOGISTIC": activation.logistic,
    "MAX_POOL_2D": pool.max_pool_2d,
    "MEAN": pool.mean,
    "MUL": arithmetic.multiply,
    "PAD": padding.pad,
    "PRELU": activation.prelu,
    "RELU": activation.relu,
    "RESHAPE": shape.reshape,
    "RESIZE_BILINEAR": shape.resize_bilinear,
    "STRIDED_SLICE": shape.whole_slice,
    "TransformLandmarks": landmarks.transform_landmarks,
    "TransformTensorBilinear": landmarks.transform_tensor,
}

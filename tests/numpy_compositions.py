"""What people differentiate: compositions of numpy's functions (and scipy.special's), as they would type them.

Each is Python in ``np``, ``special`` and the arguments of ARGUMENTS that it names; its last line is its value. So the
same text runs under mlcalc, in plain numpy and in JAX. A row of RIGHT is the text, or a title and the text. A row of
REFUSED is the text, what of it the refusal must name, and the same value written as the refusal tells you to.

Longer than 250 lines because it is one list, and a reader who misses a function must not wonder where else to look.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

ARGUMENTS = {
    "t": 0.6,
    "s": 1.7,
    "x": np.array([0.3, -0.7, 1.2, 0.9]),
    "y": np.array([-1.1, 0.4, 2.3, 0.5]),
    "u": np.array([0.2, 0.7, 0.45, 0.9]),  # between 0 and 1
    "p": np.array([1.3, 2.6, 1.7, 3.2]),  # above 1
    "v": np.array([0.5, -1.2, 0.8]),
    "A": np.array([[2.0, 0.3, -0.5], [0.4, 1.5, 0.2], [-0.7, 0.6, 1.8]]),
    "B": np.array([[0.1, -0.4, 0.9], [1.1, 0.7, -0.2], [0.3, -0.8, 0.6]]),
    "M": np.array([[0.6, -0.2, 1.4], [-0.9, 0.8, 0.43]]),
    "T": np.sin(1.0 + np.arange(24.0) ** 1.3).reshape(2, 3, 4),
}

ELEMENTWISE = """
np.sin(x) * np.cos(y)
np.tan(x)
np.arcsin(u)
np.arccos(u)
np.arctan(x)
np.arctan2(x, y)
np.sinh(x) + np.cosh(y)
np.tanh(x)
np.arcsinh(x)
np.arccosh(p)
np.arctanh(u)
np.sinc(x)
np.exp(x - y)
np.exp2(x)
np.expm1(x)
np.log(p)
np.log2(p)
np.log10(p)
np.log1p(u)
np.logaddexp(x, y)
np.logaddexp2(x, y)
np.sqrt(p)
np.cbrt(y)
np.square(x)
np.reciprocal(y)
np.power(p, x)
np.float_power(p, 2.5)
p ** y
2.0 ** x
x ** 3 - 2 * x ** 2 + 1
x / y
x // 0.43 + x % 0.43
-x + abs(y)
np.negative(x) * np.positive(y)
np.hypot(x, y)
np.abs(x) + np.fabs(y)
np.sign(x) * y
np.copysign(x, y)
np.deg2rad(x) + np.radians(y)
np.rad2deg(x) + np.degrees(y)
np.floor(3 * x) * y
np.ceil(3 * x) * y
np.trunc(3 * x) * y
np.fix(3 * x) * y
np.rint(3 * x) * y
np.round(x, 1) * y
round(t, 1) * t
np.mod(x, y)
np.remainder(x, 0.43)
np.fmod(x, y)
np.floor_divide(x, 0.43) * y
np.divmod(x, 0.43)
divmod(t, 0.43)
np.modf(3 * x)
np.heaviside(x, 0.5) * y
np.signbit(x) * y
np.real(x) + np.imag(x)
np.angle(x) + x
np.conj(x) * x
np.gradient(x ** 2)
np.nan_to_num(np.log(x))
"""

CHOICES = """
np.where(x > 0, x ** 2, -x)
np.where(x > y, x, y) * x
np.maximum(x, 0.1) * y
np.minimum(x, y)
np.fmax(x, y) + np.fmin(x, 0.2)
np.clip(x, -0.5, 1.0)
np.clip(x, y - 1, y + 1)
np.select([x < 0, x < 1], [x ** 2, np.sin(x)], 1.5 * x)
np.choose(np.array([0, 1, 1, 0]), [x, y])
np.choose(np.argsort(x) % 2, [x, y])
np.piecewise(x, [x < 0, x >= 0], [lambda z: z ** 2, lambda z: np.sin(z)])
(x > 0) * x ** 2
np.where((x > 0) & (x < 1), x, 0.0) + np.where((x < 0) | ~(y > 0), y, 0.0)
np.where(np.logical_and(x > 0, y > 0), x * y, np.where(np.logical_not(x > 0), x, y))
np.where(np.isnan(np.sqrt(x)), 0.0, x)
np.where(np.isfinite(1 / x), 1 / y, x)
np.where(np.isclose(x, 0.3), x ** 2, x ** 3)
np.isinf(x) + np.isneginf(x) + x
np.equal(x, y) + x * np.not_equal(x, y)
np.interp(t, np.array([0.0, 0.5, 1.0]), v)
np.interp(x, np.array([-1.0, 0.0, 0.5, 1.5]), y)
np.interp(u, np.cumsum(p) / 10, y)
"""

REDUCTIONS = """
np.sum(x * y)
x.sum() + y.sum(0)
np.sum(T, axis=(0, 2))
np.sum(M, axis=-1, keepdims=True)
np.mean(T, axis=1)
x.mean() * y.var()
np.average(x, weights=p)
np.var(M, axis=0, ddof=1)
np.std(x)
x.std(ddof=1) * x
np.prod(x)
np.prod(M, axis=1)
M.prod(axis=0)
np.max(M, axis=0)
x.max() * x.min()
np.amin(T, axis=(1, 2))
np.ptp(x)
np.any(x > 1) * x
np.all(M > -1, axis=0) * v
np.count_nonzero(x > 0) * x
np.cumsum(x)
np.cumsum(M, axis=1)
x.cumsum() ** 2
np.cumprod(x)
M.cumprod(axis=0)
np.median(x)
np.median(M, axis=1)
np.percentile(x, 30)
np.quantile(M, [0.25, 0.5], axis=1)
np.nansum(np.log(x))
np.nanmean(np.where(x > 0, x, np.nan))
np.nanmax(np.where(x > 0, x, np.nan)) - np.nanmin(x)
np.add.reduce(x) * np.maximum.reduce(y)
np.add.accumulate(x)
np.multiply.outer(x, y)
sum(x) + sum(z ** 2 for z in y)
"""

ORDER = """
np.sort(x)
np.sort(M, axis=0) @ v
np.argmax(x) * x
x[np.argmax(x)]
np.argmin(M, axis=1) + M[:, 0]
np.argsort(x) * x
x[np.argsort(y)]
np.take(x, np.argsort(-x)[:2])
np.take_along_axis(M, np.argsort(M, axis=1), axis=1)
np.searchsorted(np.array([-1.0, 0.0, 1.0]), x) * x
np.digitize(x, np.array([-1.0, 0.0, 1.0])) * y
np.sort(x)[-2:].sum()
sorted([1.0, 3.0])[0] * t
"""

SHAPES = """
x.reshape(2, 2) @ x.reshape(2, -1).T
np.reshape(T, (6, 4))[1]
np.ravel(M) ** 2
M.flatten()[::-1] + M.ravel()
np.transpose(T, (2, 0, 1))[0]
M.T @ M
T.transpose(1, 0, 2).sum(0)
np.swapaxes(T, 0, 2)[0]
T.swapaxes(0, 1)[0]
np.moveaxis(T, 0, -1)[0]
np.rollaxis(T, 2)[0]
np.expand_dims(x, 1) * y
np.squeeze(M[:1]) + M[0:1].squeeze()
np.atleast_1d(t) * x
np.atleast_2d(x) @ np.atleast_2d(y).T
np.atleast_3d(M)[..., 0]
np.broadcast_to(v, (2, 3)) * M
np.broadcast_arrays(x[:, None], y)[0] * y
np.meshgrid(v, x)[0] * np.meshgrid(v, x)[1]
np.meshgrid(v, x, indexing='ij')[1] ** 2
np.zeros_like(x) + x
np.ones_like(M) @ v
np.full_like(x, 2.0) * x
np.full(3, t) * v
np.zeros(4) + x * np.ones(4)
np.eye(3) * t @ v
np.copy(x) * x.copy()
x.astype(float) * np.shape(x)[0] + x.ndim * len(y) + x.size
np.array([t, s, t * s])
np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])
np.asarray([t, 1.0]) @ np.array([s, 2.0])
np.stack([x, y], axis=1)
np.concatenate([x, y, v])
np.concatenate([M, M ** 2], axis=1)
np.vstack([x, y])
np.hstack([x, [t]])
np.dstack([x, y])
np.column_stack([x, y])
np.r_[x, y]
np.r_[t, x]
np.c_[x, y]
np.block([[A, B], [B, A]])
np.append(x, t)
np.split(x, 2)[0] * np.split(x, 2)[1]
np.array_split(x, 3)[0]
np.hsplit(M, 3)[1] * np.vsplit(M, 2)[0]
np.insert(x, 1, t)
np.delete(x, 2)
np.linspace(t, s, 5)
np.linspace(0.0, 1.0, 4) * x
np.logspace(t, s, 3)
np.geomspace(t, s, 4)
np.arange(4) * x
t * np.arange(3)
np.roll(x, 1) - x
np.roll(M, (1, 1), axis=(0, 1))
np.repeat(v, 2)
v.repeat([1, 0, 2])
np.tile(x, 2)
np.tile(v, (2, 1)) * M
np.flip(x) * x
np.fliplr(M) + np.flipud(M)
np.rot90(A)
np.pad(x, 1)
np.pad(x, (2, 1), mode='edge')
np.pad(M, 1, mode='wrap')
np.pad(x, 1, constant_values=2.0)
np.resize(x, 6)
np.diag(v) @ A
np.diag(A) * v
np.diagonal(A, 1)
A.diagonal() ** 2
np.trace(A @ B)
A.trace() * B.trace()
np.triu(A) @ np.tril(B)
np.triu(A, 1) + np.tril(A, -1)
np.compress([True, False, True, True], x)
"""

INDICES = """
x[0] * x[-1]
x[1:] - x[:-1]
x[::-1] * y
M[:, 1] * M[..., 0]
x[None, :] * y[:, None]
x[np.newaxis] ** 2
x[[0, 2, 2]]
A[[0, 1], [1, 2]]
A[np.ix_([0, 2], [1, 2])]
x[np.array([True, False, True, False])]
A[np.triu_indices(3)]
A[np.diag_indices(3)]
np.take(x, [3, 1, 1])
x[np.int64(1):np.int64(3)]
np.take(M, [0, 2], axis=1)
x.take([1, 2])
T[1, :, ::2]
a, b, c = v; a * b - c
[z ** 2 for z in x]
T[..., 1][:, 0] * x[..., None][2]
"""

PRODUCTS = """
A @ v
v @ A @ v
x @ y
A @ B @ M.T
T @ x
np.matmul(T, x[:, None])
np.dot(A, v)
A.dot(B)
np.dot(t, x)
np.inner(x, y)
np.vdot(A, B)
np.outer(x, v)
np.kron(M, v)
np.kron(A, M)
np.cross(v, A[0])
np.cross(M, v)
np.tensordot(T, A, axes=(1, 0))
np.tensordot(A, B)
np.einsum('i,i->', x, y)
np.einsum('ij,j->i', A, v)
np.einsum('ij,jk,kl->il', A, B, A)
np.einsum('ii->i', A)
np.einsum('ii', A)
np.einsum('bij,bkj->bik', T, T)
np.einsum('...i,i->...', T, x)
np.einsum('i,j->ij', x, y)
np.einsum('ij->ji', M)
np.vecdot(A, B)
np.linalg.multi_dot([M, A, B, v])
np.convolve(x, v)
np.convolve(x, v, mode='same')
np.correlate(x, v, mode='full')
np.polyval(v, t)
np.polyval([1.0, -2.0, 3.0], x)
np.vander(x, 3) @ v
np.diff(x)
np.diff(x, n=2)
np.ediff1d(x)
np.trapezoid(y, x)
np.trapezoid(y, dx=0.1)
np.cov(M)
np.corrcoef(x, y)
"""

LINALG = """
np.linalg.norm(x)
np.linalg.norm(x, 1)
np.linalg.norm(x, np.inf)
np.linalg.norm(x, 3)
np.linalg.norm(A)
np.linalg.norm(A, 'fro')
np.linalg.norm(A, 1) * np.linalg.norm(A, np.inf)
np.linalg.norm(A, 2)
np.linalg.norm(A, 'nuc')
np.linalg.norm(M, axis=1)
x / np.linalg.norm(x)
np.linalg.solve(A, v)
np.linalg.solve(A, B)
np.linalg.inv(A)
np.linalg.inv(A) @ v
np.linalg.det(A)
np.linalg.slogdet(A)[1]
np.linalg.slogdet(A @ A.T).logabsdet
np.linalg.cholesky(A @ A.T)
np.linalg.eigh(A + A.T)[0]
np.linalg.eigvalsh(A @ A.T)
np.linalg.eigh(A + A.T).eigenvectors ** 2
np.linalg.svd(A, compute_uv=False)
np.linalg.svd(M, full_matrices=False)[1]
np.linalg.svdvals(M)
np.linalg.qr(A)[1]
np.linalg.matrix_power(A, 3)
np.linalg.matrix_power(A, -2)
np.linalg.pinv(M)
np.linalg.lstsq(M.T, v)[0]
np.linalg.cond(A)
np.linalg.tensorinv(np.reshape(A, (3, 3, 1)), ind=1)
"""

SCIPY = """
special.expit(x)
special.logit(u)
special.log_expit(x)
special.erf(x)
special.erfc(x)
special.ndtr(x)
special.xlogy(u, p)
special.xlog1py(u, x)
special.entr(u)
special.rel_entr(u, p)
special.kl_div(u, p)
special.huber(0.5, x)
special.exp2(x)
special.expm1(x) * special.log1p(u)
special.cbrt(y)
"""

# Python around numpy.
PYTHON = """
np.vectorize(lambda z: z ** 2 + t)(x)
np.apply_along_axis(lambda r: np.sum(r ** 2), 1, M)
from functools import reduce; reduce(lambda a, b: a * b + 1, x)
np.sum([z ** k for k, z in enumerate(x)])
rng = np.random.default_rng(0); np.sum(rng.normal(size=4) * x)
np.random.seed(1); np.random.rand(4) * x
[np.sin(x), (y, {'a': t * s})]
np.float64(2.0) * x + np.int64(3) * t
f'{t} is not read' and t ** 2
isinstance(x, np.ndarray) * x
sum(np.dot(a, b) for a, b in zip(A, B))
x if x.ndim == 1 else x.T
np.random.default_rng(0).permutation(4) * x
"""

REAL_CODE = {
    "a layer norm": """
m, d = M.mean(-1, keepdims=True), M.var(-1, keepdims=True)
(M - m) / np.sqrt(d + 1e-5) * v + 0.1""",
    "a softmax by hand": """
e = np.exp(x - x.max())
e / e.sum()""",
    "a log-sum-exp by hand": """
m = np.max(x)
m + np.log(np.sum(np.exp(x - m)))""",
    "cross-entropy with one label per row": """
z = M - np.max(M, axis=1, keepdims=True)
q = z - np.log(np.sum(np.exp(z), axis=1, keepdims=True))
-np.mean(q[np.arange(2), [2, 0]])""",
    "attention of one head, masked": """
q, k, w = A @ B, B @ A, A
scores = np.where(np.tri(3) > 0, q @ k.T / np.sqrt(3), -np.inf)
e = np.exp(scores - scores.max(axis=-1, keepdims=True))
e / e.sum(axis=-1, keepdims=True) @ w""",
    "attention of a batch, by einsum": """
scores = np.einsum('bqd,bkd->bqk', T, T) / 2.0
e = np.exp(scores - np.max(scores, axis=-1, keepdims=True))
np.einsum('bqk,bkd->bqd', e / np.sum(e, axis=-1, keepdims=True), T)""",
    "an LSTM cell": """
sigma = lambda z: 1 / (1 + np.exp(-z))
gates = np.concatenate([A, B, A - B, A * B]) @ v + 0.1
i, f, o, g = np.split(gates, 4)
c = sigma(f) * v + sigma(i) * np.tanh(g)
np.concatenate([sigma(o) * np.tanh(c), c])""",
    "a recurrent network over a sequence": """
h = np.zeros(3)
for z in x:
    h = np.tanh(A @ h + B @ v * z)
h""",
    "a Kalman step": """
P = B @ A @ A.T @ B.T + 0.1 * np.eye(3)
H = M
K = P @ H.T @ np.linalg.inv(H @ P @ H.T + np.eye(2))
mean = B @ v + K @ (np.array([0.3, -0.2]) - H @ B @ v)
np.concatenate([mean[None], (np.eye(3) - K @ H) @ P])""",
    "a Gaussian's log-density": """
L = np.linalg.cholesky(A @ A.T + np.eye(3))
z = np.linalg.solve(L, v)
-0.5 * z @ z - np.log(np.diag(L)).sum() - 1.5 * np.log(2 * np.pi)""",
    "a Gaussian process's marginal likelihood": """
K = s ** 2 * np.exp(-0.5 * ((x[:, None] - x) / t) ** 2) + 0.1 * np.eye(4)
0.5 * y @ np.linalg.solve(K, y) + 0.5 * np.linalg.slogdet(K)[1]""",
    "a normal likelihood": "np.sum(-0.5 * ((x - t) / s) ** 2 - np.log(s) - 0.5 * np.log(2 * np.pi))",
    "a Poisson likelihood": "np.sum(y * np.log(p) - p)",
    "logistic regression": """
z = M.T @ np.array([t, s]) + 0.3
np.mean(np.logaddexp(0, z) - np.array([1.0, 0.0, 1.0]) * z)""",
    "linear regression with ridge": """
w = np.linalg.solve(A.T @ A + t * np.eye(3), A.T @ v)
np.mean((B @ w - v) ** 2) + t * w @ w""",
    "a polynomial fitted by lstsq": """
w = np.linalg.lstsq(np.vander(x, 3), y, rcond=None)[0]
np.polyval(w, t)""",
    "a polynomial fitted by its normal equations": """
V = np.stack([np.ones(4), x, x ** 2], axis=1)
np.linalg.solve(V.T @ V, V.T @ y) @ np.array([1.0, t, t * t])""",
    "a hinge loss": "np.mean(np.maximum(0, 1 - np.array([1, -1, 1, 1]) * x * s))",
    "a Huber loss": "np.mean(np.where(np.abs(x - y) < 1, 0.5 * (x - y) ** 2, np.abs(x - y) - 0.5))",
    "a network of two layers": "np.tanh(B @ np.maximum(A @ v + 0.1, 0) + t).sum()",
    "gelu": "0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x ** 3)))",
    "a convolution of an image by slices": """
image = T[0]
sum(w * image[i:i + 2, j:j + 3] for (i, j), w in zip([(0, 0), (0, 1), (1, 0), (1, 1)], y))""",
    "pooling": "np.reshape(x, (2, 2)).max(axis=1) + T.reshape(2, 3, 2, 2).mean(axis=3)[0, 0]",
    "dropout with a mask drawn outside": """
mask = np.random.default_rng(3).random(4) < 0.7
x * mask / 0.7""",
    "Euler's steps": """
z = v
for _ in range(10):
    z = z + 0.1 * (A @ z - z ** 3)
z""",
    "Runge and Kutta's steps": """
f = lambda q, w: (w, -t * np.sin(q))
q, w, h = s, 0.0, 0.1
for _ in range(5):
    a, b = f(q, w)
    c, d = f(q + h / 2 * a, w + h / 2 * b)
    e, g = f(q + h / 2 * c, w + h / 2 * d)
    k, l = f(q + h * e, w + h * g)
    q, w = q + h / 6 * (a + 2 * c + 2 * e + k), w + h / 6 * (b + 2 * d + 2 * g + l)
np.array([q, w])""",
    "Newton's steps for a square root": """
r = s
for _ in range(6):
    r = (r + s / r) / 2
r""",
    "gradient descent, unrolled": """
w = v
for _ in range(5):
    w = w - t * 0.1 * (A.T @ (A @ w - B[0]))
w""",
    "a heat equation": """
z = x
for _ in range(4):
    z = z + 0.2 * (np.roll(z, 1) - 2 * z + np.roll(z, -1))
z""",
    "a rotation of points": """
R = np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])
R @ M""",
    "a rotation about an axis (Rodrigues)": """
k = v / np.linalg.norm(v)
K = np.array([[0, -k[2], k[1]], [k[2], 0, -k[0]], [-k[1], k[0], 0]])
(np.eye(3) + np.sin(t) * K + (1 - np.cos(t)) * K @ K) @ A""",
    "a quaternion's rotation": """
w, a, b, c = x / np.sqrt(np.sum(x ** 2))
np.array([[1 - 2 * (b * b + c * c), 2 * (a * b - w * c)], [2 * (a * b + w * c), 1 - 2 * (a * a + c * c)]]) @ M""",
    "Rosenbrock": "np.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)",
    "Rastrigin": "10 * x.size + np.sum(x ** 2 - 10 * np.cos(2 * np.pi * x))",
    "distances of all pairs": "np.sqrt(np.sum((A[:, None, :] - M[None]) ** 2, axis=-1))",
    "k-means: the distance to the nearest centre": "np.min(np.sum((A[:, None] - M) ** 2, axis=-1), axis=1).sum()",
    "cosine similarity": "(x @ y) / (np.linalg.norm(x) * np.linalg.norm(y))",
    "a pendulum's energy": "0.5 * t ** 2 * s ** 2 + 9.81 * s * (1 - np.cos(t))",
    "Lennard-Jones": """
d = np.linalg.norm(M[0] - M[1])
4 * t * ((s / d) ** 12 - (s / d) ** 6)""",
    "Black and Scholes": """
d = (np.log(s / 1.5) + (0.02 + t ** 2 / 2) * 0.5) / (t * np.sqrt(0.5))
s * special.ndtr(d) - 1.5 * np.exp(-0.01) * special.ndtr(d - t * np.sqrt(0.5))""",
    "a spline's piece": """
k = np.minimum(np.searchsorted(np.array([0.0, 0.5, 1.0]), t) - 1, 1)
h = t - np.choose(k, [0.0, 0.5])
y[k] + h * x[k] + h ** 2 * p[k]""",
    "a spectrum, as sums of cosines and sines": """
angle = 2 * np.pi * np.outer(np.arange(4), np.arange(4)) / 4
(np.cos(angle) @ x) ** 2 + (np.sin(angle) @ x) ** 2""",
    "discounted returns": "np.sum(x * t ** np.arange(4))",
    "an entropy": "-np.sum(u / u.sum() * np.log(u / u.sum()))",
    "standardised columns": "(T[0] - T[0].mean(axis=0)) / T[0].std(axis=0)",
    "a Mahalanobis distance": "np.sqrt(v @ np.linalg.inv(np.cov(A) + np.eye(3)) @ v)",
    "a power iteration": """
z = v
for _ in range(10):
    z = A @ z
    z = z / np.linalg.norm(z)
z @ A @ z""",
    "a simplex from stick breaking": "u * np.concatenate([[1.0], np.cumprod(1 - u)[:-1]])",
    "a Sinkhorn iteration": """
K, a = np.exp(A), np.ones(3)
for _ in range(3):
    b = 1 / (K.T @ a)
    a = 1 / (K @ b)
a[:, None] * K * b""",
    "the determinant of a Vandermonde matrix": "np.linalg.det(np.vander(x))",
    "a matrix exponential by its series": """
E = term = np.eye(3)
for k in range(1, 18):
    term = term @ A / k
    E = E + term
E""",
    "steps in place, on a value of one's own": """
z = np.sin(x)
z += y
z *= 2
z""",
}

# Where a derivative jumps, JAX has chosen one: the same one stands here. (A tie is shared evenly.)
AT_A_KINK = """
np.max(x - x + 1.0)
np.min(np.stack([t, t, s]))
np.maximum(x, x)
np.abs(x - x)
np.sign(x - x) * y
np.sqrt(np.where(x > 0, x, 1.0))
np.where(x > 0, np.log(np.where(x > 0, x, 1.0)), 0.0)
np.clip(x, 0.3, 0.9)
np.median(np.stack([t, s]))
np.heaviside(x - x, 0.5) * y
np.prod(np.stack([t, 0.0, s]))
np.cumprod(np.stack([t, 0.0, s]))
np.sinc(x - x)
np.logaddexp(x, x)
(x - x) ** 2
special.xlogy(x - x, p)
np.linalg.det(np.outer(v, v))
"""

AREAS: dict[str, str | dict[str, str]] = {
    "Functions of one number, or two": ELEMENTWISE,
    "Choices": CHOICES,
    "Sums, products, extremes": REDUCTIONS,
    "Order": ORDER,
    "Shapes, and arrays made of others": SHAPES,
    "Indices": INDICES,
    "Products, and neighbours in a row": PRODUCTS,
    "Matrices": LINALG,
    "scipy.special": SCIPY,
    "Python around numpy": PYTHON,
    "At a kink": AT_A_KINK,
    "Whole pieces of programs": REAL_CODE,
}


class Composition(NamedTuple):
    """What is differentiated; where it is refused, what the refusal must name and what it says to write instead."""

    area: str
    title: str
    source: str
    names: str = ""
    instead: str = ""


def rows(area: str, listed: str | dict[str, str]) -> list[Composition]:
    if isinstance(listed, dict):
        return [Composition(area, title, source.strip()) for title, source in listed.items()]
    return [Composition(area, source, source) for source in listed.strip().splitlines()]


RIGHT = [row for area, listed in AREAS.items() for row in rows(area, listed)]

_REAL, _IMAGINARY = "np.cos(np.outer(k, k) * np.pi / 2) @ x", "-np.sin(np.outer(k, k) * np.pi / 2) @ x"
_SOFT = "e = np.exp(x - np.max(x, keepdims=True)); e / np.sum(e, keepdims=True)"

# The text, what the refusal must name of it, and the text that it leads to. First what asks a value for its number,
# which it has none of while a function is traced; then functions and options that are left out.
ASKS_FOR_A_NUMBER = [
    ("x[x > 0].sum()", "x[x > 0]", "np.where(x > 0, x, 0.0).sum()"),
    ("np.sum(x[np.nonzero(x > 0)])", "np.nonzero", "np.sum(np.where(x > 0, x, 0.0))"),
    ("np.sum(x[np.flatnonzero(x > 0)])", "np.flatnonzero", "np.sum(np.where(x > 0, x, 0.0))"),
    ("np.sum(x[np.argwhere(x > 0)])", "np.argwhere", "np.sum(np.where(x > 0, x, 0.0))"),
    ("np.sum(x[np.where(x > 0)])", "np.where", "np.sum(np.where(x > 0, x, 0.0))"),
    ("np.sum(np.extract(x > 0, x))", "np.extract", "np.sum(np.where(x > 0, x, 0.0))"),
    ("np.sum(np.compress(x > 0, x))", "np.compress", "np.sum(np.where(x > 0, x, 0.0))"),
    ("z = x * 1; z[z < 0] = 0.0; z", "z[z < 0]", "np.where(x < 0, 0.0, x)"),
    ("z = np.zeros(4); z[x > 0] = 1.0; z * x", "z[x > 0]", "np.where(x > 0, 1.0, 0.0) * x"),
    ("z = np.zeros(2); z[0] = t; z[1] = s; z", "z[0]", "np.stack([t, s])"),
    ("z = x * 1; z[0] = t; z", "z[0]", "np.concatenate([np.stack([t]), x[1:]])"),
    ("z = x * 1; z[0] += t; z", "z[0]", "np.concatenate([x[:1] + t, x[1:]])"),
    ("z = np.sin(x); w = z; z += 1; w * z", "changed in place", "z = np.sin(x); w = z + 1; w * w"),
    ("z = np.zeros(4); z += x; z", "z += x", "z = np.zeros(4); z = z + x; z"),
    ("np.add(x, y, out=np.zeros(4))", "np.add", "np.add(x, y)"),
    ("np.cumsum(x, out=np.zeros(4))", "np.cumsum(x, out=np.zeros(4))", "np.cumsum(x)"),
    ("np.fill_diagonal(A, 0.0) or A * 1", "np.fill_diagonal", "np.where(np.eye(3) > 0, 0.0, A)"),
    ("np.put(x, 0, t) or x * 1", "np.put", "np.concatenate([np.stack([t]), x[1:]])"),
    ("np.copyto(x, y) or x * 1", "np.copyto", "y * 1"),
    ("z = x * 1; z.sort(); z", "x.sort()", "np.sort(x)"),
    ("z = x * 1; z.fill(2.0); z", "x.fill()", "np.full_like(x, 2.0)"),
    ("t ** 2 if t > 0 else -t", "t > 0", "np.where(t > 0, t ** 2, -t)"),
    ("max(t, 0.2) * s", "max(t, 0.2)", "np.maximum(t, 0.2) * s"),
    ("min(t, s)", "min(t, s)", "np.minimum(t, s)"),
    ("sorted([s, t])[0]", "sorted([s, t])", "np.sort(np.stack([s, t]))[0]"),
    ("any(x > 1) * t", "any(x > 1)", "np.any(x > 1) * t"),
    ("(t > 0 and s > 1) * t", "t > 0", "((t > 0) & (s > 1)) * t"),
    ("(not t > 1) * t", "not t > 1", "np.where(t > 1, 0.0, 1.0) * t"),
    ("assert s > 0\ns * t", "s > 0", "s * t"),
    (
        "r = s\nwhile abs(r * r - s) > 1e-12:\n    r = (r + s / r) / 2\nr",
        "abs(r * r - s) > 1e-12",
        "r = s\nfor _ in range(20):\n    r = (r + s / r) / 2\nr",
    ),
    ("0.0 < t < 1.0 and t * s", "0.0 < t < 1.0", "np.where((0.0 < t) & (t < 1.0), t * s, 0.0)"),
    ("float(t) * s", "float(t)", "t * s"),
    ("int(3 * t) * s", "int(3 * t)", "np.floor(3 * t) * s"),
    ("np.float64(t) * s", "np.float64(t)", "t * s"),
    ("import math; math.sin(t)", "math.sin(t)", "np.sin(t)"),
    ("import math; math.exp(t) * s", "math.exp(t)", "np.exp(t) * s"),
    ("import math; math.atan2(t, s)", "math.atan2(t, s)", "np.arctan2(t, s)"),
    ("f'{t:.3f}' and t * s", ":.3f", "t * s"),
    ("('%.3f' % t and t) * s", "'%.3f' % t", "t * s"),
    ("x.tolist()[0] * t", "x.tolist", "x[0] * t"),
    ("x.sum().item() * t", ".item", "x.sum() * t"),
    ("x.flat[1] * t", "x.flat", "np.ravel(x)[1] * t"),
    ("np.array([3.0, 5.0])[np.argmax(x[:2])] * t", "np.argmax(x[:2])", "np.choose(np.argmax(x[:2]), [3.0, 5.0]) * t"),
    ("np.take(np.array([3.0, 5.0]), np.argmax(x[:2])) * t", "np.take", "np.choose(np.argmax(x[:2]), [3.0, 5.0]) * t"),
    ("M[np.unravel_index(np.argmax(M), M.shape)]", "np.unravel_index", "np.ravel(M)[np.argmax(M)]"),
    ("np.min(np.array([t, s]))", "np.min(np.array([t, s]))", "np.min(np.stack([t, s]))"),
    ("np.sort(np.array([s, t]))", "np.sort(np.array([s, t]))", "np.sort(np.stack([s, t]))"),
    ("np.sin(np.array([t, 1.0]))", "np.array([...])", "np.sin(np.stack([t, 1.0]))"),
    ("np.array([t, s], dtype=float)", "np.array([t, s], dtype=float)", "np.stack([t, s])"),
    ("np.fromiter((z * z for z in x), float)", "np.fromiter", "np.stack([z * z for z in x])"),
    ("np.arange(t, s, 0.5)", "np.arange(t, s, 0.5)", "t + 0.5 * np.arange(3)"),
    (
        "np.random.seed(0); np.random.normal(t, s)",
        "np.random.normal(t, s)",
        "np.random.seed(0); t + s * np.random.normal()",
    ),
]
FUNCTIONS_LEFT_OUT = [
    ("np.sum(x, where=y > 0)", "np.sum: where=", "np.sum(np.where(y > 0, x, 0.0))"),
    ("np.max(x, initial=1.5, where=y > 0)", "np.max: where=", "np.maximum(1.5, np.max(np.where(y > 0, x, -np.inf)))"),
    ("np.sum(x, initial=t)", "np.sum: initial=", "t + np.sum(x)"),
    ("np.mean(x, where=y > 0)", "np.mean: where=", "np.sum(np.where(y > 0, x, 0.0)) / np.sum(y > 0)"),
    ("np.exp(x, where=y > -9, out=np.zeros(4))", "np.exp", "np.exp(x)"),
    ("np.unique(x)", "np.unique", "np.sort(x)"),
    ("np.union1d(x, y)", "np.union1d", "np.sort(np.concatenate([x, y]))"),
    ("np.partition(x, 2)[2]", "np.partition", "np.sort(x)[2]"),
    ("x.argpartition(3)[3] * x", "x.argpartition()", "np.argsort(x)[3] * x"),
    (
        "np.histogram(x, bins=[-1.0, 0.0, 2.0])[0] * t",
        "np.histogram",
        "np.stack([np.sum((x >= -1) & (x < 0)), np.sum((x >= 0) & (x < 2))]) * t",
    ),
    ("np.nanmedian(x)", "np.nanmedian", "np.median(x)"),
    ("np.percentile(x, 30, method='lower')", "method='lower'", "np.sort(x)[0]"),
    ("np.allclose(x, y) * x", "np.allclose", "np.all(np.isclose(x, y)) * x"),
    ("np.array_equal(x, y) * x", "np.array_equal", "np.all(np.equal(x, y)) * x"),
    ("np.unwrap(x)", "np.unwrap", "np.arctan2(np.sin(x), np.cos(x))"),
    ("np.polyfit(x, y, 1)", "np.polyfit", "np.linalg.lstsq(np.vander(x, 2), y, rcond=None)[0]"),
    ("np.poly1d(v)(t)", "np.poly1d", "np.polyval(v, t)"),
    ("np.polymul(x, v)", "np.polymul", "np.convolve(x, v)"),
    ("np.polyder(x)", "np.polyder", "x[:-1] * np.arange(3, 0, -1)"),
    ("np.polyint(x)", "np.polyint", "np.append(x / np.arange(4, 0, -1), 0.0)"),
    ("np.polyadd(x, y)", "np.polyadd", "x + y"),
    ("np.i0(t)", "np.i0", "import math; sum((t / 2) ** (2 * k) / math.factorial(k) ** 2 for k in range(25))"),
    ("np.ldexp(x, 2)", "np.ldexp", "x * 2.0 ** 2"),
    ("np.frexp(p)[0]", "np.frexp", "p / 2.0 ** (np.floor(np.log2(np.abs(p))) + 1)"),
    ("np.fft.fft(x).real", "np.fft.fft", f"k = np.arange(4); {_REAL}"),
    ("np.abs(np.fft.fft(x))", "np.fft.fft", f"k = np.arange(4); np.hypot({_REAL}, {_IMAGINARY})"),
    ("np.fft.rfft(x).imag", "np.fft.rfft", f"k = np.arange(4); ({_IMAGINARY})[:3]"),
    ("np.fft.fftshift(x)", "np.fft.fftshift", "np.roll(x, 2)"),
    ("np.exp(1j * t).real", "1j", "np.cos(t)"),
    ("np.abs(x + y * 1j)", "1j", "np.hypot(x, y)"),
    ("abs(complex(t, s))", "complex(t, s)", "np.hypot(t, s)"),
    ("np.max(np.linalg.eig(A @ A.T)[0])", "np.linalg.eig", "np.max(np.linalg.eigh(A @ A.T)[0])"),
    ("np.max(np.linalg.eigvals(A @ A.T))", "np.linalg.eigvals", "np.max(np.linalg.eigvalsh(A @ A.T))"),
    ("np.linalg.matrix_rank(M) * t", "np.linalg.matrix_rank", "np.sum(np.linalg.svdvals(M) > 1e-10) * t"),
    ("np.linalg.svd(M)[1]", "np.linalg.svd", "np.linalg.svd(M, full_matrices=False)[1]"),
    (
        "np.roots(np.array([1.0, -3.0, 2.0]) * t)[0] * t",
        "np.roots",
        "z = 2.5\nfor _ in range(12):\n    z = z - (z * z - 3 * z + 2) / (2 * z - 3)\nz * t",
    ),
    ("np.ma.masked_array(x, x > 0).sum()", "np.ma.masked_array(x, x > 0)", "np.where(x > 0, 0.0, x).sum()"),
    (
        "(x * np.ma.masked_array([1.0, 2.0, 3.0, 4.0], [0, 1, 0, 0])).sum()",
        "masked array",
        "(np.where([0, 1, 0, 0], 0.0, [1.0, 2.0, 3.0, 4.0]) * x).sum()",
    ),
    ("import statistics; statistics.mean([t, s])", "statistics.mean([t, s])", "np.mean(np.stack([t, s]))"),
    ("(np.matrix(np.eye(3)) * A)[0, 0]", "np.matrix", "(np.asarray(np.eye(3)) @ A)[0, 0]"),
    ("np.array2string(x) and x * 1", "np.array2string", "x * 1"),
    ("special.softmax(x)", "special.softmax", _SOFT),
    ("special.log_softmax(x)", "special.log_softmax", "z = x - np.max(x); z - np.log(np.sum(np.exp(z)))"),
    ("special.logsumexp(x)", "special.logsumexp", "m = np.max(x); np.log(np.sum(np.exp(x - m))) + m"),
    ("special.exprel(x)", "special.exprel", "np.expm1(x) / x"),
    ("special.powm1(p, x)", "special.powm1", "np.expm1(x * np.log(p))"),
    ("special.boxcox(p, t)", "special.boxcox", "np.expm1(t * np.log(p)) / t"),
    ("special.log_ndtr(x)", "special.log_ndtr", "np.log(special.ndtr(x))"),
]
REFUSED = [Composition("What asks a value for its number", row[0], *row) for row in ASKS_FOR_A_NUMBER] + [
    Composition("Functions and options that are left out", row[0], *row) for row in FUNCTIONS_LEFT_OUT
]

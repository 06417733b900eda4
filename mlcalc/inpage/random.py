"""np.random.default_rng(seed): the very numbers that numpy draws for this seed, where that is cheap.

PCG64 is O'Neill (2014), *PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms*; how a seed
becomes its state is numpy's SeedSequence.
"""

from .arrays import FLOAT, ndarray, size_of

_32, _64, _128 = (1 << 32) - 1, (1 << 64) - 1, (1 << 128) - 1
_MULTIPLIER = (2549297995355413924 << 64) + 4865540595714422341


class _Seeds:
    """numpy's SeedSequence with a pool of four words."""

    def __init__(self, seed):
        words = []
        while seed or not words:
            words.append(seed & _32)
            seed >>= 32
        self.constant = 0x43B0D7E5
        pool = [self._hash(words[i] if i < len(words) else 0) for i in range(4)]
        for i in range(4):
            for j in range(4):
                if i != j:
                    pool[j] = self._mix(pool[j], self._hash(pool[i]))
        for word in words[4:]:
            for j in range(4):
                pool[j] = self._mix(pool[j], self._hash(word))
        self.pool = pool

    def _hash(self, word):
        word ^= self.constant
        self.constant = (self.constant * 0x931E8875) & _32
        word = (word * self.constant) & _32
        return word ^ (word >> 16)

    def _mix(self, x, y):
        mixed = (0xCA01F9DD * x - 0x4973F715 * y) & _32
        return mixed ^ (mixed >> 16)

    def words(self, count):
        """So many 64-bit words."""
        constant, halves = 0x8B51F9DD, []
        for i in range(2 * count):
            word = self.pool[i % 4] ^ constant
            constant = (constant * 0x58F38DED) & _32
            word = (word * constant) & _32
            halves.append(word ^ (word >> 16))
        return [halves[2 * i] | (halves[2 * i + 1] << 32) for i in range(count)]


class Generator:
    def __init__(self, seed):
        a, b, c, d = _Seeds(seed).words(4)
        self.increment = ((((c << 64) | d) << 1) | 1) & _128
        self.state = (self.increment + ((a << 64) | b)) & _128
        self._step()

    def _step(self):
        self.state = (self.state * _MULTIPLIER + self.increment) & _128

    def _next(self):
        self._step()
        turn = self.state >> 122
        word = (self.state >> 64) ^ (self.state & _64)
        return ((word >> turn) | (word << (64 - turn))) & _64

    def random(self, size=None):
        one = lambda: (self._next() >> 11) * (1.0 / 9007199254740992.0)
        if size is None:
            return one()
        shape = tuple(size) if isinstance(size, (tuple, list)) else (size,)
        return ndarray([one() for _ in range(size_of(shape))], shape, FLOAT)

    def uniform(self, low=0.0, high=1.0, size=None):
        return low + (high - low) * self.random(size)

    def __getattr__(self, name):
        raise AttributeError(
            f"the page has no rng.{name}; draw with rng.random or rng.uniform, or draw in the notebook and write the "
            "numbers here"
        )


class random:
    """numpy's module of this name."""

    @staticmethod
    def default_rng(seed=None):
        if seed is None:
            import time

            seed = time.time_ns()
        return Generator(seed)


def _refused(name):
    def function(*args, **options):
        raise AttributeError(
            f"the page has no np.random.{name}; draw with rng = np.random.default_rng(seed), rng.random(shape) or "
            "rng.uniform(low, high, shape)"
        )

    return function


for _name in ("rand", "randn", "normal", "uniform", "random", "randint", "choice", "shuffle", "permutation", "seed"):
    setattr(random, _name, staticmethod(_refused(_name)))

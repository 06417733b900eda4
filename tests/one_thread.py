"""One thread for a product of matrices, here and in every process that a test starts; import this before numpy.

The tests share their cores with one another. A second thread of a small product then waits for a core that another test
has, and the first waits for the second: 200 steps of chapter 9's network took 13 seconds in place of half a second.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# JAX, too; and what it compiles here runs once or twice, so that to make it quick takes longer than it saves.
os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false --xla_backend_optimization_level=0")

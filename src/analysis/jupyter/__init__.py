"""What runs in or around a kernel: figures shown, kernels forked, notebooks executed at most once, translated, validated."""

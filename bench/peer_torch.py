#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Distillation on SST-2 as a researcher would write it in PyTorch: the peer of training_bench.

    peer_torch.py ENCODER PADDING STEPS THREADS TOKENS LABELS
    PADDING: 128; "dynamic", to the longest text of a random batch; "grouped", the same with texts of
    like length together, as ours are

A BERT-shaped student in nn.Module, cross-entropy and KL at equal weights, torch.optim.AdamW, gradient
clipping, shuffled batches of 32. The teacher's
logits are at hand, as in our run. TOKENS holds one text a line, ids separated by spaces, as
compare_training.py writes it. Speed is in tokens of text (padding does not count). Prints one JSON line."""
import json
import math
import random
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

SIZES = {"tiny": (2, 128, 2, 512), "mini": (4, 256, 4, 1024), "small": (4, 512, 8, 2048)}
VOCABULARY, LONGEST, BATCH, WARM_UP = 30522, 128, 32, 5


class Attention(nn.Module):
    def __init__(self, hidden, heads):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(hidden, hidden) for _ in range(4))
        self.dropout = nn.Dropout(0.1)

    def forward(self, x, mask):
        b, l, h = x.shape
        split = lambda t: t.view(b, l, self.heads, h // self.heads).transpose(1, 2)
        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        scores = q @ k.transpose(-1, -2) / math.sqrt(h // self.heads) + mask
        p = self.dropout(scores.softmax(-1))
        return self.out((p @ v).transpose(1, 2).reshape(b, l, h))


class Layer(nn.Module):
    def __init__(self, hidden, heads, feed_forward):
        super().__init__()
        self.attention = Attention(hidden, heads)
        self.inner, self.outer = nn.Linear(hidden, feed_forward), nn.Linear(feed_forward, hidden)
        self.norm1, self.norm2 = (nn.LayerNorm(hidden, eps=1e-12) for _ in range(2))
        self.dropout = nn.Dropout(0.1)

    def forward(self, x, mask):
        x = self.norm1(x + self.dropout(self.attention(x, mask)))
        return self.norm2(x + self.dropout(self.outer(F.gelu(self.inner(x)))))


class Student(nn.Module):
    def __init__(self, layers, hidden, heads, feed_forward):
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, hidden)
        self.positions, self.types = nn.Embedding(LONGEST, hidden), nn.Embedding(2, hidden)
        self.norm, self.dropout = nn.LayerNorm(hidden, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(hidden, heads, feed_forward) for _ in range(layers))
        self.pooler, self.head = nn.Linear(hidden, hidden), nn.Linear(hidden, 2)
        for module in self.modules():
            if isinstance(module, (nn.Linear, nn.Embedding)):
                nn.init.normal_(module.weight, std=0.02)
            if isinstance(module, nn.Linear):
                nn.init.zeros_(module.bias)

    def forward(self, ids, attend):
        positions = torch.arange(ids.shape[1])
        x = self.words(ids) + self.positions(positions) + self.types(torch.zeros_like(ids))
        x = self.dropout(self.norm(x))
        mask = (1.0 - attend[:, None, None, :].float()) * -1e9
        for layer in self.layers:
            x = layer(x, mask)
        return self.head(self.dropout(torch.tanh(self.pooler(x[:, 0]))))


def batches(texts, padding):
    order = list(range(len(texts)))
    random.shuffle(order)
    if padding == "grouped":
        pools = [sorted(order[i:i + 50 * BATCH], key=lambda row: len(texts[row]))
                 for i in range(0, len(order), 50 * BATCH)]
        order = [row for pool in pools for row in pool]
    starts = list(range(0, len(order) - BATCH, BATCH))
    random.shuffle(starts)
    for begin in starts:
        rows = order[begin:begin + BATCH]
        width = LONGEST if padding == "128" else max(len(texts[i]) for i in rows)
        ids = torch.zeros(BATCH, width, dtype=torch.long)
        for place, row in enumerate(rows):
            ids[place, :len(texts[row])] = torch.tensor(texts[row])
        yield rows, ids, ids != 0


def main():
    encoder, padding, steps, threads, tokens, labels = (sys.argv[1], sys.argv[2], int(sys.argv[3]),
                                                        int(sys.argv[4]), sys.argv[5], sys.argv[6])
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    random.seed(1)
    with open(tokens) as file:
        texts = [[int(i) for i in line.split()][:LONGEST] for line in file]
    with open(labels) as file:
        targets = torch.tensor([int(line) for line in file])
    teacher = torch.randn(len(texts), 2)
    student = Student(*SIZES[encoder])
    decayed = [p for p in student.parameters() if p.dim() > 1]
    others = [p for p in student.parameters() if p.dim() == 1]
    optimiser = torch.optim.AdamW([{"params": decayed, "weight_decay": 0.01},
                                   {"params": others, "weight_decay": 0.0}], lr=5e-4)
    student.train()
    done, tokens_seen, total, begin = 0, 0, 0.0, 0.0
    for rows, ids, attend in batches(texts, padding):
        logits = student(ids, attend)
        hard = F.cross_entropy(logits, targets[rows])
        soft = F.kl_div(logits.log_softmax(-1), teacher[rows].softmax(-1), reduction="batchmean")
        loss = 0.5 * hard + 0.5 * soft
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimiser.step()
        done += 1
        if done > WARM_UP:
            total += loss.item()
            tokens_seen += sum(len(texts[row]) for row in rows)
        if done == WARM_UP:
            begin = time.perf_counter()
        if done == WARM_UP + steps:
            break
    seconds = time.perf_counter() - begin
    print(json.dumps({"tokens_per_second": tokens_seen / seconds,
                      "ms_per_step": 1e3 * seconds / steps, "mean_loss": total / steps}))


main()

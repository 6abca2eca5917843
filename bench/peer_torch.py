#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Distillation on SST-2 as a researcher would write it in PyTorch: the peer of training_bench.

    peer_torch.py ENCODER SCHEME PADDING STEPS THREADS SEED TOKENS LABELS
    SCHEME: "fixed", cross-entropy and KL at equal weights; "rw-kd", weights of each sample by double
    backpropagation through a virtual SGD step, a meta batch of the training batch's size every step
    PADDING: 128; "dynamic", to the longest text of a random batch; "grouped", the same with texts of
    like length together, as ours are

ENCODER: "tiny", "mini" or "small", BERT-shaped students, or "bilstm", one of nn.LSTM over packed sequences.
nn.Module, torch.optim.AdamW, gradient clipping, linear warm-up and decay over
one epoch, shuffled batches of 32. The teacher's logits are at hand, as in our run, and the same. TOKENS
holds one text a line, ids separated by spaces, as compare_training.py writes it. Speed is in tokens of
text (padding does not count; the meta batch does not either). Prints one JSON line."""
import json
import math
import random
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils.stateless import functional_call

SIZES = {"tiny": (2, 128, 2, 512), "mini": (4, 256, 4, 1024), "small": (4, 512, 8, 2048)}
VOCABULARY, LONGEST, BATCH, WARM_UP, META_ROWS = 30522, 128, 32, 5, 6735
RATE, WARM_UP_SHARE = 5e-4, 0.06


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


class BiLstm(nn.Module):
    """The last states of both directions and a dense layer: the sizes of our bilstm."""
    def __init__(self):
        super().__init__()
        self.words, self.lstm = nn.Embedding(VOCABULARY, 100), nn.LSTM(100, 150, bidirectional=True)
        self.dense, self.head, self.dropout = nn.Linear(300, 200), nn.Linear(200, 2), nn.Dropout(0.1)

    def forward(self, ids, attend):
        words = nn.utils.rnn.pack_padded_sequence(self.dropout(self.words(ids.t())), attend.sum(1).tolist(),
                                                  enforce_sorted=False)
        _, (states, _) = self.lstm(words)
        return self.head(self.dropout(torch.relu(self.dense(self.dropout(torch.cat([*states], 1))))))


def collate(texts, rows, padding):
    width = LONGEST if padding == "128" else max(len(texts[i]) for i in rows)
    ids = torch.zeros(len(rows), width, dtype=torch.long)
    for place, row in enumerate(rows):
        ids[place, :len(texts[row])] = torch.tensor(texts[row])
    return ids, ids != 0


def batches(texts, padding):
    order = list(range(META_ROWS, len(texts)))
    random.shuffle(order)
    if padding == "grouped":
        pools = [sorted(order[i:i + 50 * BATCH], key=lambda row: len(texts[row]))
                 for i in range(0, len(order), 50 * BATCH)]
        order = [row for pool in pools for row in pool]
    starts = list(range(0, len(order) - BATCH, BATCH))
    random.shuffle(starts)
    for begin in starts:
        rows = order[begin:begin + BATCH]
        yield rows, *collate(texts, rows, padding)


def meta_batches(texts, padding):
    order = list(range(META_ROWS))
    while True:
        random.shuffle(order)
        for begin in range(0, len(order) - BATCH, BATCH):
            rows = order[begin:begin + BATCH]
            yield rows, *collate(texts, rows, padding)


def teacher_logits(targets):
    """1 for the label's class and -1 for the other, and for each a number of [-2, 2) that the row
    decides; so the teacher errs now and then. training_bench has the same."""
    number = torch.arange(1, len(targets) + 1).unsqueeze(1) * torch.tensor([2654435761, 2246822519])
    return 2.0 * F.one_hot(targets, 2) - 1 + (number % 2**32 / 2**32 * 4 - 2)


def sample_losses(logits, targets, teacher):
    """[B, 2]: cross-entropy and KL of each sample."""
    hard = F.cross_entropy(logits, targets, reduction="none")
    soft = F.kl_div(logits.log_softmax(-1), teacher.softmax(-1), reduction="none").sum(-1)
    return torch.stack([hard, soft], 1)


def learned_weights(student, losses, rate, meta_ids, meta_attend, meta_targets, meta_teacher):
    """[B, 2], rows add up to 1: how much a virtual SGD step on each loss lowers the meta loss."""
    parameters = dict(student.named_parameters())
    weights = torch.zeros_like(losses, requires_grad=True)
    gradients = torch.autograd.grad((weights * losses).sum(), list(parameters.values()),
                                    create_graph=True)
    virtual = {name: parameter - rate * gradient
               for (name, parameter), gradient in zip(parameters.items(), gradients)}
    student.eval()
    meta_logits = functional_call(student, virtual, (meta_ids, meta_attend))
    student.train()
    meta_loss = sample_losses(meta_logits, meta_targets, meta_teacher).sum(1).mean()
    slope, = torch.autograd.grad(meta_loss, weights)
    useful = (-slope / rate).clamp_min(1e-8)
    return useful / useful.sum(1, keepdim=True)


def main():
    encoder, scheme, padding = sys.argv[1:4]
    steps, threads, seed = (int(text) for text in sys.argv[4:7])
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    random.seed(seed)
    with open(sys.argv[7]) as file:
        texts = [[int(i) for i in line.split()][:LONGEST] for line in file]
    with open(sys.argv[8]) as file:
        targets = torch.tensor([int(line) for line in file])
    teacher = teacher_logits(targets)
    student = BiLstm() if encoder == "bilstm" else Student(*SIZES[encoder])
    decayed = [p for p in student.parameters() if p.dim() > 1]
    others = [p for p in student.parameters() if p.dim() == 1]
    optimiser = torch.optim.AdamW([{"params": decayed, "weight_decay": 0.01},
                                   {"params": others, "weight_decay": 0.0}], lr=RATE)
    epoch = (len(texts) - META_ROWS) // BATCH
    rising = round(WARM_UP_SHARE * epoch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda i: min((i + 1) / rising, (epoch - i) / (epoch - rising + 1)))
    metas = meta_batches(texts, padding)
    student.train()
    done, tokens_seen, last, begin = 0, 0, [], 0.0
    for rows, ids, attend in batches(texts, padding):
        losses = sample_losses(student(ids, attend), targets[rows], teacher[rows])
        if scheme == "rw-kd":
            meta, meta_ids, meta_attend = next(metas)
            weights = learned_weights(student, losses, schedule.get_last_lr()[0], meta_ids, meta_attend,
                                      targets[meta], teacher[meta])
        else:
            weights = torch.full_like(losses, 0.5)
        loss = (weights * losses).sum(1).mean()
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        done += 1
        if done > WARM_UP:
            last.append(loss.item())
            tokens_seen += sum(len(texts[row]) for row in rows)
        if done == WARM_UP:
            begin = time.perf_counter()
        if done == WARM_UP + steps:
            break
    seconds = time.perf_counter() - begin
    last = last[-max(1, steps // 4):]
    print(json.dumps({"tokens_per_second": tokens_seen / seconds,
                      "ms_per_step": 1e3 * seconds / steps, "last_loss": sum(last) / len(last)}))


if __name__ == "__main__":
    main()

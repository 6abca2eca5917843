#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the weights that peer_torch.py learns by double backpropagation are those of
core/distill/rw_kd.cpp: u = max(<g, grad l_i>, 1e-8) for the gradient g of the meta loss at the present
parameters, one sample and one loss at a time. A small student in double precision, without dropout."""
import sys

import torch

from peer_torch import VOCABULARY, Student, learned_weights, sample_losses


def flat_gradient(student, loss):
    gradients = torch.autograd.grad(loss, list(student.parameters()), retain_graph=True)
    return torch.cat([gradient.flatten() for gradient in gradients])


def some_batch(rows, width):
    ids = torch.randint(1, VOCABULARY, (rows, width))
    ids[0, width // 2:] = 0
    return ids, ids != 0, torch.randint(0, 2, (rows,)), torch.randn(rows, 2).double()


def main():
    torch.manual_seed(1)
    student = Student(2, 16, 2, 32).double().eval()
    with torch.no_grad():
        for parameter in student.parameters():
            parameter.add_(0.2 * torch.randn_like(parameter))
    ids, attend, targets, teacher = some_batch(24, 7)
    meta_ids, meta_attend, meta_targets, meta_teacher = some_batch(16, 9)

    losses = sample_losses(student(ids, attend), targets, teacher)
    meta_loss = sample_losses(student(meta_ids, meta_attend), meta_targets, meta_teacher).sum(1).mean()
    along = flat_gradient(student, meta_loss)
    rates = torch.stack([torch.stack([along @ flat_gradient(student, loss) for loss in pair])
                         for pair in losses])
    useful = rates.clamp_min(1e-8)
    expected = useful / useful.sum(1, keepdim=True)

    learned = learned_weights(student, losses, 5e-4, meta_ids, meta_attend, meta_targets, meta_teacher)
    # The sign of a rate shows in the weights: at the floor a term gets nothing beside a useful one.
    worst = (learned - expected).abs().max().item()
    kinds = [(rates > 0).sum(1).eq(count).sum().item() for count in range(3)]
    print(f"24 samples, of them with 0, 1, 2 useful losses: {kinds}; largest difference {worst:.1e}")
    if worst > 1e-9 or 0 in kinds:
        sys.exit("The peer's weights are not those of the definition, or the toy has too few cases.")


main()

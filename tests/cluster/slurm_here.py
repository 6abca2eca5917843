# SPDX-License-Identifier: GPL-3.0-or-later
"""A Slurm of its own on this machine: munge, a controller and virtual nodes, without root's folders."""
import ctypes
import getpass
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

PROGRAMS = ('munged', 'slurmctld', 'slurmd', 'sbatch', 'squeue', 'scontrol', 'scancel', 'sinfo')

CONF = '''ClusterName=alphascope
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={port}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket,cred_expire=5
CredType=cred/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool-%n
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd-%n.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd-%n.log
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
DefMemPerCPU=100
GresTypes=gpu
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
{records}
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=1,bf_interval=1,sched_min_interval=100000,defer
MpiDefault=none
SwitchType=switch/none
ReturnToService=2
KillWait=10
MinJobAge={min_job_age}
InactiveLimit=0
SlurmdTimeout=60
SlurmctldTimeout=60
MaxArraySize={max_array}
MaxJobCount=20000
SlurmdParameters=config_overrides
{nodes}
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP PriorityTier=1
PartitionName=urgent Nodes=ALL MaxTime=INFINITE State=UP PriorityTier=10 PreemptMode=OFF
'''

LOG = '''AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/filetxt
JobCompLoc={folder}/jobcomp.txt'''

ACCOUNTING = '''AccountingStorageType=accounting_storage/slurmdbd
AccountingStorageHost=127.0.0.1
AccountingStoragePort={port}
AccountingStoragePass={folder}/munge.socket
JobCompType=jobcomp/none'''

ACCOUNTING_CONF = '''AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
DbdHost=localhost
DbdPort={port}
SlurmUser={user}
LogFile={folder}/slurmdbd.log
PidFile={folder}/slurmdbd.pid
StorageType=accounting_storage/mysql
StorageHost=127.0.0.1
StoragePort={database_port}
StorageUser=anyone
StorageLoc=slurm
'''


class CannotStart(Exception):
    """Why there can be no Slurm here, in one sentence."""


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(('127.0.0.1', 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


def answers(port):
    with socket.socket() as one:
        return one.connect_ex(('127.0.0.1', port)) == 0


# Debian's package of each program that is not in slurm-wlm.
PACKAGES = {'munged': 'munge', 'mungekey': 'munge', 'slurmdbd': 'slurmdbd and slurm-wlm-mysql-plugin',
            'mariadbd': 'mariadb-server-core', 'mariadb-install-db': 'mariadb-server-core'}


def find(program):
    path = shutil.which(program, path=os.environ.get('PATH', '') + ':/usr/sbin:/usr/local/sbin')
    if path is None:
        raise CannotStart(f'{program} is not installed (Debian: {PACKAGES.get(program, "slurm-wlm")})')
    return path


def end_with_parent():
    """Daemons do not outlive a test that is killed."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class Slurm:
    """Started by start(), and always stopped by stop(): every daemon is a child of this process."""

    def __init__(self, folder, nodes=4, cpus=2, max_array=1001, min_job_age=300, accounting=False):
        """How jobs ended is in a text log, or with `accounting` in a database that sacct asks."""
        self.folder = pathlib.Path(folder)
        self.accounting = accounting
        self.nodes, self.cpus, self.max_array, self.min_job_age = nodes, cpus, max_array, min_job_age
        self.daemons = []
        self.env = os.environ | {'SLURM_CONF': str(self.folder / 'slurm.conf')}

    def start(self):
        programs = {name: find(name) for name in PROGRAMS}
        self.folder.mkdir(parents=True)
        self.folder.chmod(0o755)  # munge asks that nobody else can write to the folder of its socket
        (self.folder / 'state').mkdir()
        self.start_munge(programs['munged'])
        self.write_conf(self.start_accounting() if self.accounting else LOG.format(folder=self.folder))
        self.daemon([programs['slurmctld'], '-D', '-c', '-i'], 'slurmctld')
        for number in range(1, self.nodes + 1):
            self.daemon([programs['slurmd'], '-D', '-N', f'n{number}'], f'slurmd-n{number}')
        self.wait_for_nodes()

    def start_munge(self, munged):
        key = self.folder / 'munge.key'
        key.write_bytes(os.urandom(128))
        key.chmod(0o400)
        self.daemon([munged, '--foreground', '--force', f'--socket={self.folder}/munge.socket',
                     f'--key-file={key}', f'--pid-file={self.folder}/munge.pid', f'--seed-file={self.folder}/munge.seed',
                     f'--log-file={self.folder}/munge.log'], 'munged')
        self.wait(lambda: (self.folder / 'munge.socket').exists(), 10, 'munged has no socket')

    def start_accounting(self):
        """A MariaDB of its own, that asks for no password and no other machine reaches; what slurm.conf needs for it."""
        mariadbd, slurmdbd = find('mariadbd'), find('slurmdbd')
        port, database_port = free_ports(2)
        (self.folder / 'data').mkdir()
        # slurmdbd makes its tables itself; those of users and rights are not needed.
        self.daemon([mariadbd, '--no-defaults', f'--user={getpass.getuser()}', f'--datadir={self.folder}/data', '--skip-grant-tables',
                     f'--socket={self.folder}/mariadb.socket', f'--port={database_port}', '--bind-address=127.0.0.1',
                     f'--pid-file={self.folder}/mariadb.pid', '--innodb-buffer-pool-size=16M', '--innodb-log-file-size=8M'], 'mariadbd')
        self.wait(lambda: answers(database_port), 30, 'mariadbd does not answer')
        conf = self.folder / 'slurmdbd.conf'
        conf.write_text(ACCOUNTING_CONF.format(folder=self.folder, port=port, database_port=database_port, user=getpass.getuser()),
                        encoding='utf-8')
        conf.chmod(0o600)
        records = ACCOUNTING.format(port=port, folder=self.folder)
        self.write_conf(records)  # for sacctmgr
        self.daemon([slurmdbd, '-D'], 'slurmdbd')
        self.wait(lambda: self.run('sacctmgr', '--immediate', 'add', 'cluster', 'alphascope').returncode == 0, 60,
                  'slurmdbd does not take the cluster')
        return records

    def write_conf(self, records):
        ports = free_ports(self.nodes + 1)
        host = socket.gethostname()
        lines = [f'NodeName=n{i + 1} NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[i + 1]} CPUs={self.cpus} '
                 'RealMemory=4000 Gres=gpu:2 State=UNKNOWN' for i in range(self.nodes)]
        (self.folder / 'slurm.conf').write_text(CONF.format(
            host=host, port=ports[0], user=getpass.getuser(), folder=self.folder, nodes='\n'.join(lines),
            max_array=self.max_array, min_job_age=self.min_job_age, records=records), encoding='utf-8')
        # A GPU is a file to Slurm; nobody opens these.
        (self.folder / 'gres.conf').write_text('AutoDetect=off\nName=gpu File=/dev/null\nName=gpu File=/dev/zero\n',
                                               encoding='utf-8')
        (self.folder / 'cgroup.conf').write_text('CgroupAutomount=no\n', encoding='utf-8')

    def daemon(self, command, name):
        with (self.folder / f'{name}.out').open('wb') as out:
            self.daemons.append((name, subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                                                        env=self.env, cwd=self.folder, start_new_session=True,
                                                        preexec_fn=end_with_parent)))

    def wait(self, happened, seconds, otherwise):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for name, process in self.daemons:
                if process.poll() is not None:
                    raise CannotStart(f'{name} ended at once: {self.last_words(name)}')
            if happened():
                return
            time.sleep(0.1)
        raise CannotStart(otherwise)

    def last_words(self, name):
        words = [(self.folder / f'{name}{kind}').read_text(encoding='utf-8', errors='replace').strip()
                 for kind in ('.out', '.log') if (self.folder / f'{name}{kind}').exists()]
        return (' '.join(words).splitlines() or ['it said nothing'])[-1]

    def wait_for_nodes(self):
        def idle():
            done = self.run('sinfo', '--noheader', '--Node', '--partition=all', '--format=%T')
            return done.returncode == 0 and done.stdout.split() == ['idle'] * self.nodes
        self.wait(idle, 30, 'the virtual nodes did not become idle within 30 s')

    def run(self, program, *arguments):
        return subprocess.run([find(program), *arguments], text=True, capture_output=True, env=self.env,
                              timeout=60, check=False)

    def stop(self):
        """Jobs first, then the daemons in the other order; what does not end is killed."""
        if any(name == 'slurmctld' and process.poll() is None for name, process in self.daemons):
            self.run('scancel', f'--user={getpass.getuser()}')
            end = time.monotonic() + 20
            while self.run('squeue', '--noheader').stdout.strip() and time.monotonic() < end:
                time.sleep(0.2)
        for _, process in reversed(self.daemons):
            process.terminate()
        for _, process in reversed(self.daemons):
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.daemons = []

using Simulator.Chance;
using Simulator.Faults;
using Simulator.Journal;
using Simulator.Time;
using Simulator.Work;

namespace Simulator;

/// <summary>Everything the faces share: one clock, one seed, one journal, one runner of work, one set of faults.</summary>
public sealed class SimulatorWorld : IAsyncDisposable
{
    public SimulatorWorld(ClockSetting clock, Seed seed, ILoggerFactory loggers)
    {
        Loggers = loggers;
        Seed = seed;
        Clock = new SimulatorClock(clock);
        Journal = new EventJournal(Clock);
        Faults = new FaultRules(Clock, seed);
        Faults.Struck += (rule, where, what) => Journal.Record("fault", rule, "Struck", $"{where}: {what}");
        Faults.Missed += (rule, where, why) => Journal.Record("fault", rule, "Missed", $"{where}: {why}");
        Work = new WorkRunner(Clock, Faults, Journal, loggers.CreateLogger<WorkRunner>());
    }

    public ILoggerFactory Loggers { get; }

    public Seed Seed { get; }

    public SimulatorClock Clock { get; }

    public EventJournal Journal { get; }

    public FaultRules Faults { get; }

    public WorkRunner Work { get; }

    public async ValueTask DisposeAsync()
    {
        await Work.StopAsync();
        Clock.Dispose();
    }
}

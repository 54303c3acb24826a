using System.Net;
using NUnit.Framework;
using Shouldly;
using Simulator.Redfish;

namespace Simulator.Tests.Redfish.ComposedNodes;

/// <summary>Requests as they were written for the first release of Intel RSD.</summary>
public sealed class OldRequestTests
{
    [TestCase("rsd-1.2", HttpStatusCode.Created)]
    [TestCase("rsd-2.1", HttpStatusCode.BadRequest)]
    public async Task A_drive_was_of_type_NVMe_once(string profile, HttpStatusCode status)
    {
        await using var simulator = await StartedSimulator.StartAsync(o => o with { Profile = RedfishProfile.Find(profile)! });

        (await new NodeDriver(simulator).AllocateAsync("""{"LocalDrives":[{"Type":"NVMe"}]}""")).Status.ShouldBe(status);
    }
}

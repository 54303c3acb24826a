using NUnit.Framework;
using Shouldly;

namespace ExpEther.Tests;

internal sealed class PciClassTests
{
    [TestCase("0x010000", "SSD")]
    [TestCase("0x010802", "SSD", Description = "D-16: a subclass made it Unknown")]
    [TestCase("0x20000", "NIC")]
    [TestCase("0x030200", "GPU")]
    [TestCase("0x040300", "Multi")]
    [TestCase("0x060400", "SWITCH")]
    [TestCase("0x0c0330", "USB")]
    [TestCase("0x0c0500", "Unknown", Description = "D-16: a bus for sensors is no USB")]
    [TestCase("0x120000", "ACS")]
    [TestCase("0xff0000", "Unknown")]
    [TestCase("what", "Unknown")]
    [TestCase(null, null, Description = "10G boards tell no code")]
    public void A_type_comes_from_class_and_subclass(string? code, string? type) => PciClass.TypeOf(code).ShouldBe(type);
}

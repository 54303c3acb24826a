using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;

namespace Simulator.Tests.Hardware;

public sealed class FirmwareImageTests
{
    [TestCase("bios-2.4.1.bin", FirmwareKind.Bios, "2.4.1")]
    [TestCase("BMC_1.9.tar.gz", FirmwareKind.Bmc, "1.9")]
    [TestCase("fpga5.0.12.1", FirmwareKind.Fpga, "5.0.12.1")]
    [TestCase("vendor_7.1.bin", null, "7.1")]
    [TestCase("biosphere-1.2.bin", null, "1.2")]
    [TestCase("drive-1.5.0-signed-3.2.pkg", FirmwareKind.Drive, "1.5.0")]
    public void The_name_of_an_image_tells_its_kind_and_version(string name, FirmwareKind? kind, string version) =>
        FirmwareImage.Find(name).ShouldBe(new FirmwareImage(name, kind, version));

    [TestCase("bios.bin")]
    [TestCase("firmware-7")]
    [TestCase("")]
    public void A_name_without_a_version_is_no_image(string name) => FirmwareImage.Find(name).ShouldBeNull();
}

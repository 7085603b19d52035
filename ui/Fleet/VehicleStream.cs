using System.Threading.Channels;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>Sends the vehicles to everybody who watches: one encoding, the same bytes to each.</summary>
public sealed class VehicleStream : IDisposable
{
    /// <summary>A viewer this many frames behind is let go; its page comes back and begins with a full frame.</summary>
    const int FramesKept = 8;

    readonly Lock gate = new();
    readonly List<Channel<byte[]>> viewers = [];
    readonly LiveState live;
    readonly FleetPlaces places;
    readonly IClockControl programme;
    readonly IStoreTakes? store;
    IReadOnlyList<VehicleMark> marks = [];
    long sequence;

    public VehicleStream(LiveState live, FleetPlaces places, IClockControl programme, IStoreTakes? store = null)
    {
        (this.live, this.places, this.programme, this.store) = (live, places, programme, store);
        places.Read += Tick;
    }

    public IReadOnlyList<VehicleMark> Marks => marks;

    /// <summary>Frames from now on, a full one first. Complete when the viewer was too slow.</summary>
    public ChannelReader<byte[]> Join()
    {
        var channel = Channel.CreateBounded<byte[]>(FramesKept);
        lock (gate)
        {
            channel.Writer.TryWrite(VehicleFrames.Full(Head(), marks));
            viewers.Add(channel);
        }
        return channel.Reader;
    }

    public void Leave(ChannelReader<byte[]> reader)
    {
        lock (gate) viewers.RemoveAll(v => v.Reader == reader);
    }

    public void Dispose() => places.Read -= Tick;

    void Tick()
    {
        lock (gate)
        {
            sequence++;
            if (viewers.Count == 0) { marks = MarksNow(); return; }
            var next = MarksNow();
            var frame = VehicleFrames.Delta(Head(), marks, next) ?? VehicleFrames.Full(Head(), next);
            marks = next;
            viewers.RemoveAll(viewer => !viewer.Writer.TryWrite(frame) && viewer.Writer.TryComplete());
        }
    }

    VehicleMark[] MarksNow()
    {
        var fixes = places.Now;
        var hubs = live.Views.All<SiteView>().Where(s => s.Role != SiteRole.Centre).ToArray();
        return [.. live.Views.All<VehicleView>().OrderBy(v => v.Id.Value, StringComparer.Ordinal).Select(v => VehicleMark.Of(v, fixes.GetValueOrDefault(v.Id.Value), hubs, id => live.Views.One<SiteView>(id.Value)))];
    }

    FrameHead Head()
    {
        var state = programme.Read();
        // What can be read and not be written does not move: it is of the time when the last was written.
        var taken = store?.Trouble;
        var quiet = (int)new[] { live.Quiet, places.Quiet, taken?.For ?? TimeSpan.Zero }.Max().TotalSeconds;
        return new FrameHead(live.Fresh && places.Fresh && taken is null, state.Frozen, state.Now.ToUnixTimeMilliseconds(), (float)state.Rate, (int)live.Age.TotalSeconds, quiet, live.UnderWay, sequence);
    }
}

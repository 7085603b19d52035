using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Programme;
using SpecimenLogistics.Simulators.Roads;
using SpecimenLogistics.Simulators.Truths;

namespace SpecimenLogistics.Simulators.Telematics;

/// <summary>Positions: often on the road, seldom standing, now and then when parked at home.</summary>
internal sealed class Fixes(World world, VehicleDay vehicle)
{
    readonly TelematicsNumbers _numbers = world.Scenario.Numbers.Telematics;
    readonly Draw _draw = world.Draw("fix", vehicle.Id);
    long _nextMs = long.MinValue;

    public void Report()
    {
        _nextMs = world.StartsMs + _draw.Below(_numbers.ParkedS * 1000);
        foreach (var stretch in vehicle.Log.Stretches)
        {
            if (stretch is Standing standing) Stand(standing);
            else if (stretch is Driving driving) Drive(driving);
        }
    }

    void Stand(Standing standing)
    {
        var home = standing.Spot.Site == world.Scenario.Warehouse.Id;
        for (; _nextMs < standing.ToMs; _nextMs += (home && !vehicle.IsOnDuty(_nextMs, _numbers.OnDutyBeforeMin * 60_000L) ? _numbers.ParkedS : _numbers.StandingS) * 1000L)
            Fix(standing.Spot.LatDeg, standing.Spot.LonDeg, 0, 0);
    }

    void Drive(Driving driving)
    {
        _nextMs = Math.Min(_nextMs, driving.FromMs + _draw.Below(_numbers.MovingS * 1000));
        var begins = driving.FromMs;
        foreach (var piece in driving.Pieces)
        {
            var kmh = piece.Ms == 0 ? 0 : Ground.Metres(piece.From, piece.To) / piece.Ms * 3600;
            var heading = Heading(piece.From, piece.To);
            for (; _nextMs < begins + piece.Ms; _nextMs += _numbers.MovingS * 1000L)
            {
                var share = (double)(_nextMs - begins) / piece.Ms;
                Fix(piece.From.LatDeg + share * (piece.To.LatDeg - piece.From.LatDeg), piece.From.LonDeg + share * (piece.To.LonDeg - piece.From.LonDeg), kmh, heading);
            }
            begins += piece.Ms;
        }
    }

    void Fix(double lat, double lon, double kmh, double heading)
    {
        double north = _draw.Bell() * _numbers.NoiseM, east = _draw.Bell() * _numbers.NoiseM;
        var speed = kmh == 0 ? 0 : Math.Max(0, Math.Round(kmh * (1 + 0.15 * _draw.Bell()), 1));
        world.Reports.Position(
            _nextMs, vehicle.Id, Math.Round(lat + north / Ground.MetresPerDegLat, 6), Math.Round(lon + east / Ground.MetresPerDegLon, 6),
            speed, heading, Math.Round(_numbers.NoiseM * (0.7 + _draw.Unit()), 1));
    }

    static double Heading(Spot from, Spot to)
    {
        double north = (to.LatDeg - from.LatDeg) * Ground.MetresPerDegLat, east = (to.LonDeg - from.LonDeg) * Ground.MetresPerDegLon;
        return Math.Round((Math.Atan2(east, north) * 180 / Math.PI + 360) % 360) % 360;
    }
}

//! All workers together keep one rate.

use super::{Fixture, Told, at};
use crate::model::Rate;
use crate::store::PaceRequest;
use std::num::NonZeroU32;
use std::time::Duration;

async fn moments_are_given_out_once<S: Told>() {
    let fixture = Fixture::<S>::new().await;
    let rate = Rate { letters: NonZeroU32::new(600).unwrap(), per: Duration::from_secs(60) };
    let ask = async |letters, now| {
        let request = PaceRequest { letters: NonZeroU32::new(letters).unwrap(), rate, now };
        assert_eq!(request.rate.interval(), Duration::from_millis(100));
        fixture.at(now).await.pace(request).await.unwrap().as_millis()
    };
    assert_eq!(ask(10, at(0)).await, 0);
    assert_eq!(ask(5, at(0)).await, 1000);
    assert_eq!(ask(1, at(0)).await, 1500);
    // What nobody asked for is not saved up.
    assert_eq!(ask(2, at(60)).await, 0);
    assert_eq!(ask(1, at(60)).await, 200);
}

async fn a_clock_that_is_set_back_holds_nobody_up<S: Told>() {
    let fixture = Fixture::<S>::new().await;
    for (letters, per, longest) in [(600, 60, 60), (3, 3600, 20 * 1200)] {
        let rate = Rate { letters: NonZeroU32::new(letters).unwrap(), per: Duration::from_secs(per) };
        let request = |now| PaceRequest { letters: NonZeroU32::MIN, rate, now };
        fixture.at(at(10_000)).await.pace(request(at(10_000))).await.unwrap();
        let wait = fixture.at(at(0)).await.pace(request(at(0))).await.unwrap();
        assert!(wait <= Duration::from_secs(longest), "{wait:?}");
    }
}

super::told_to_every_store! {
    moments_are_given_out_once,
    a_clock_that_is_set_back_holds_nobody_up,
}

//! How pictures are held: made-up ones, drawn in other sizes and read again.

use super::{Picture, PictureError};
use crate::model::{FileKind, MOST_PIXELS};
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Rgb, RgbImage, Rgba, RgbaImage};
use std::io::Cursor;

/// A picture of many colours, the left half reddish and the right bluish.
fn photograph(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let grain = u8::try_from((x * 7 + y * 13) % 50).unwrap();
        if x < width / 2 { Rgb([200, grain, grain]) } else { Rgb([grain, grain, 200]) }
    })
}

fn bytes(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    image.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    bytes(&photograph(width, height).into(), ImageFormat::Jpeg)
}

/// A JPEG with a camera's words in it: turned by a quarter, and the place where it was taken.
fn from_a_camera(width: u32, height: u32) -> Vec<u8> {
    let exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0GPS 55.6761N 12.5683E";
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let plain = jpeg(width, height);
    [&plain[..2], &[0xff, 0xe1], &length, exif, &plain[2..]].concat()
}

fn read(bytes: &[u8]) -> DynamicImage {
    ImageReader::new(Cursor::new(bytes)).with_guessed_format().unwrap().decode().unwrap()
}

fn has(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

#[test]
fn a_picture_comes_in_each_width_but_never_wider_than_it_is() {
    let sizes = Picture::read(&jpeg(900, 600)).unwrap().in_widths(&[480, 720, 1440]).unwrap();
    let dimensions: Vec<_> = sizes.iter().map(|size| (size.width, size.height)).collect();
    assert_eq!(dimensions, [(480, 320), (720, 480), (900, 600)]);
    for size in &sizes {
        let drawn = read(&size.bytes);
        assert_eq!((drawn.width(), drawn.height(), size.kind), (size.width, size.height, FileKind::Jpeg));
    }
}

#[test]
fn what_a_camera_wrote_beside_it_is_gone_and_it_stands_upright() {
    let camera = from_a_camera(400, 200);
    assert!(has(&camera, b"GPS 55"));
    let picture = Picture::read(&camera).unwrap();
    assert_eq!(picture.dimensions(), (200, 400));
    let sizes = picture.in_widths(&[100, 200]).unwrap();
    for size in &sizes {
        assert!(!has(&size.bytes, b"GPS") && !has(&size.bytes, b"Exif"), "{} pixels wide", size.width);
    }
    // Turned by a quarter to the right, what was left is above.
    let drawn = read(&sizes[0].bytes).to_rgb8();
    assert!(drawn.get_pixel(50, 20)[0] > 150 && drawn.get_pixel(50, 180)[2] > 150);
}

#[test]
fn a_picture_that_is_carried_along_keeps_its_pixels_and_nothing_else() {
    let camera = from_a_camera(400, 200);
    // Upright already: the same but for what the camera wrote, and for what stands behind its end.
    let upright = [&camera[..30], &[1], &camera[31..], b"a film of the moment before"].concat();
    assert_eq!(super::carried(&upright, 400).unwrap(), (FileKind::Jpeg, jpeg(400, 200)));
    // Turned, or too wide: drawn anew.
    let (kind, turned) = super::carried(&camera, 400).unwrap();
    assert!(!has(&turned, b"GPS") && !has(&turned, b"Exif"));
    assert_eq!((kind, read(&turned).width(), read(&turned).height()), (FileKind::Jpeg, 200, 400));
    let (_, narrow) = super::carried(&upright, 100).unwrap();
    assert_eq!((read(&narrow).width(), read(&narrow).height()), (100, 50));

    let plain = bytes(&photograph(40, 30).into(), ImageFormat::Png);
    let words = b"GPSLatitude\0 55.6761N";
    let chunk = [b"tEXt".as_slice(), words].concat();
    let length = u32::try_from(words.len()).unwrap().to_be_bytes();
    let text = [&length[..], &chunk, &crc(&chunk).to_be_bytes()].concat();
    let with_words = [&plain[..33], &text, &plain[33..], b"more"].concat();
    assert_eq!(super::carried(&with_words, 40).unwrap(), (FileKind::Png, plain));
}

#[test]
fn what_every_program_shows_is_made_of_what_not_every_program_shows() {
    for format in [ImageFormat::WebP, ImageFormat::Gif] {
        let drawn = if format == ImageFormat::Gif {
            DynamicImage::from(photograph(40, 30)).to_rgba8().into()
        } else {
            photograph(40, 30).into()
        };
        let (kind, made) = super::carried(&bytes(&drawn, format), 1000).unwrap();
        assert!(matches!(kind, FileKind::Jpeg | FileKind::Png), "{format:?} {kind:?}");
        assert_eq!(read(&made).width(), 40);
    }
    assert!(super::carried(b"Kaffe", 100).is_err());
    let cut = jpeg(40, 30);
    assert!(super::carried(&cut[..100], 100).is_err());
}

#[test]
fn a_colour_profile_stays() {
    assert_eq!(kept(photograph(300, 200).into(), b"RGB "), Some(profile(b"RGB ")));
    assert_eq!(kept(shades(256), b"GRAY"), None, "a palette is of colours (PNG 11.3.2.3)");
    assert_eq!(kept(photograph(300, 200).into(), b"CMYK"), None, "the colours are no inks any more");
}

/// A made-up profile of colours that are kept in that way (ICC.1 7.2.6).
fn profile(colours: &[u8; 4]) -> Vec<u8> {
    [&[0; 16][..], colours, b"a made-up profile"].concat()
}

/// A picture of so many greys.
fn shades(count: u32) -> DynamicImage {
    image::GrayImage::from_fn(300, 200, |x, _| image::Luma([u8::try_from(x % count).unwrap()])).into()
}

/// The profile that a picture of such a profile has when it has been drawn.
fn kept(image: DynamicImage, colours: &[u8; 4]) -> Option<Vec<u8>> {
    let mut profiled = Vec::new();
    let mut encoder = image::codecs::png::PngEncoder::new(&mut profiled);
    encoder.set_icc_profile(profile(colours)).unwrap();
    image.write_with_encoder(encoder).unwrap();
    let sizes = Picture::read(&profiled).unwrap().in_widths(&[100]).unwrap();
    let mut decoder =
        ImageReader::new(Cursor::new(&sizes[0].bytes)).with_guessed_format().unwrap().into_decoder().unwrap();
    decoder.icc_profile().unwrap()
}

#[test]
fn a_drawing_keeps_to_a_palette_and_its_smaller_sizes_are_smaller_files() {
    let disc = |x: u32, y: u32| (x.abs_diff(300)).pow(2) + (y.abs_diff(200)).pow(2) < 150 * 150;
    let drawing = RgbaImage::from_fn(600, 400, |x, y| if disc(x, y) { Rgba([0, 77, 153, 255]) } else { Rgba([0; 4]) });
    let picture = Picture::read(&bytes(&drawing.into(), ImageFormat::Png)).unwrap();
    let sizes = picture.in_widths(&[300, 600]).unwrap();
    let last = sizes.last().unwrap();
    assert_eq!((last.width, last.kind), (600, FileKind::Png));
    // The colour type of a PNG's header: 3 is a palette.
    assert!(sizes.iter().all(|size| size.bytes[25] == 3));
    assert!(sizes.windows(2).all(|pair| pair[0].bytes.len() < pair[1].bytes.len()));
    let drawn = read(&last.bytes).to_rgba8();
    assert_eq!((drawn.get_pixel(300, 200).0, drawn.get_pixel(0, 0).0[3]), ([0, 77, 153, 255], 0));
}

#[test]
fn what_is_no_picture_or_half_of_one_is_refused() {
    assert_eq!(Picture::read(b"Kaffe og kage").err(), Some(PictureError::Unknown));
    assert_eq!(
        Picture::read(b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>").err(),
        Some(PictureError::Unknown)
    );
    let whole = bytes(&photograph(300, 200).into(), ImageFormat::Png);
    assert!(matches!(Picture::read(&whole[..whole.len() / 2]).err(), Some(PictureError::Damaged { .. })));
}

#[test]
fn a_picture_of_two_hundred_megapixels_is_refused_before_it_is_drawn() {
    // A PNG's header promises what the file does not hold.
    let mut header = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    header.extend(20_000u32.to_be_bytes());
    header.extend(10_000u32.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    let checked = header[12..].to_vec();
    header.extend(crc(&checked).to_be_bytes());
    header.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e\0\0\0\0IEND\xae\x42\x60\x82");
    let error = Picture::read(&header).err();
    assert_eq!(error, Some(PictureError::TooManyPixels { width: 20_000, height: 10_000 }));
    const { assert!(20_000 * 10_000 > MOST_PIXELS) };
}

/// The check sum of a PNG's part (ISO/IEC 15948 annex D).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 })
    })
}
